import { catalogued, HEADLINE } from "#lib/metrics/catalogue.ts";
import type { ArmEvidence } from "#lib/rollouts/evidence.ts";
import { binOf, type ExponentialHistogram } from "#lib/stats/exponential-histogram.ts";
import type { Moments } from "#lib/stats/moments.ts";
import type { Random } from "./random.ts";

/** What rows of an arm add to its sums, and to its values by bin where a quantile is watched. */
export type Sums = { n: number; total: number; squares: number; readonly bins: Map<number, number> };

/** Adds rows of one law to an arm. */
export type Law = (sums: Sums, rows: number, random: Random) => void;

export const noSums = (): Sums => ({ n: 0, total: 0, squares: 0, bins: new Map() });

/** Adds one value. */
export function addValue(sums: Sums, value: number): void {
  sums.n += 1;
  sums.total += value;
  sums.squares += value * value;
}

/** 0 or 1, 1 with probability p. */
export const events =
  (p: number): Law =>
  (sums, rows, random) => {
    const successes = random.binomial(rows, p);
    sums.n += rows;
    sums.total += successes;
    sums.squares += successes;
  };

const rowByRow =
  (value: (random: Random) => number): Law =>
  (sums, rows, random) => {
    for (let row = 0; row < rows; row += 1) addValue(sums, value(random));
  };

/** Milliseconds with a heavy tail: lognormal around 50 ms times `by`. */
export const lognormal =
  (sigma: number, by = 1): Law =>
  (sums, rows, random) => {
    for (let row = 0; row < rows; row += 1) {
      const bin = binOf(50 * by * Math.exp(sigma * random.normal()));
      sums.bins.set(bin, (sums.bins.get(bin) ?? 0) + 1);
    }
    sums.n += rows;
  };

/** An arm's values by bin. */
export function binsOf({ bins }: Sums): ExponentialHistogram {
  const sorted = [...bins].sort(([a], [b]) => a - b);
  return { bins: sorted.map(([bin]) => bin), counts: sorted.map(([, count]) => count) };
}

/** A model that knows each probability: logits are normal around -1, as flights' are. */
export function flightOf(random: Random): { readonly logit: number; readonly label: 0 | 1 } {
  const logit = -1 + 1.2 * random.normal();
  return { logit, label: random.uniform() < shareOf(logit) ? 1 : 0 };
}
export const shareOf = (logit: number): number => 1 / (1 + Math.exp(-logit));

const { known } = catalogued(HEADLINE);
/** The loss of a score, as it is served. */
export function lossOf(score: number, label: 0 | 1): number {
  if (known.when !== "outcome" || known.of === "measure") return Number.NaN;
  return known.value({ binary: [score, label] }) ?? Number.NaN;
}

/** Log-loss of that model. `off` shifts what it says from what it knows. */
export const logLoss = (off = 0): Law =>
  rowByRow((random) => {
    const { logit, label } = flightOf(random);
    return lossOf(shareOf(logit + off), label);
  });

/** The same, but a share of the scores is 0, whatever the truth. */
export const withZeros = (share: number): Law =>
  rowByRow((random) => {
    const { logit, label } = flightOf(random);
    return lossOf(random.uniform() < share ? 0 : shareOf(logit), label);
  });

export function momentsOf({ n, total, squares }: Omit<Sums, "bins">): Moments {
  const mean = n === 0 ? 0 : total / n;
  return { n, mean, m2: Math.max(0, squares - n * mean * mean) };
}

/** Evidence of an arm from its sums, fresh at `latestAt`. */
export const armOf = (sums: Sums, latestAt: string): ArmEvidence => ({
  ...momentsOf(sums),
  nonFinite: 0,
  latestAt,
});
