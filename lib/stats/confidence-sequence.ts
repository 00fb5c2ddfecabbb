import { degenerate, type Interval, insufficient, type Measured } from "./measured.ts";
import type { Summary } from "./moments.ts";

/**
 * Asymptotic confidence sequences: intervals that stay valid at every look (Waudby-Smith, Arbour, Sinha, Kennedy,
 * Ramdas, arXiv 2103.06476). `plannedSamples` is the total n at which the interval is tightest; fix it before the
 * first look. `one-sided` gives two bounds, each valid at alpha on its own, for rules that use one of them per
 * decision.
 */
export type SequenceDesign = {
  readonly alpha: number;
  readonly plannedSamples: number;
  readonly sides: "one-sided" | "two-sided";
};

type MeanSequence = Interval & { readonly mean: number };

export type DifferenceSequence = Interval & {
  readonly difference: number;
  readonly standardError: number;
  readonly n: number;
};

/** Sequence for candidate mean minus baseline mean, from summaries alone. `n` is the total of both arms. */
export function differenceSequence(
  baseline: Summary,
  candidate: Summary,
  design: SequenceDesign,
): Measured<DifferenceSequence> {
  if (baseline.n < 2 || candidate.n < 2) {
    return insufficient(`each arm needs 2 rows, there are ${baseline.n} and ${candidate.n}`);
  }
  const standardError = Math.sqrt(baseline.variance / baseline.n + candidate.variance / candidate.n);
  if (!(standardError > 0)) return degenerate("no row differs from another in either arm");
  const n = baseline.n + candidate.n;
  const difference = candidate.mean - baseline.mean;
  const half = standardError * widening(n, design);
  return { status: "ok", difference, standardError, n, lower: difference - half, upper: difference + half };
}

/** Sequence for one mean: the band around one arm. */
export function meanSequence(arm: Summary, design: SequenceDesign): Measured<MeanSequence> {
  if (arm.n < 2) return insufficient(`a band needs 2 rows, there are ${arm.n}`);
  const half = Math.sqrt(arm.variance / arm.n) * widening(arm.n, design);
  return { status: "ok", mean: arm.mean, lower: arm.mean - half, upper: arm.mean + half };
}

/**
 * Always-valid p of "the difference is `nullDifference`", dual to the two-sided sequence: p <= alpha exactly when
 * the sequence excludes it. Report its running minimum over the looks.
 */
export function alwaysValidP(
  found: Pick<DifferenceSequence, "difference" | "standardError" | "n">,
  design: Pick<SequenceDesign, "alpha" | "plannedSamples">,
  nullDifference = 0,
): number {
  const rho2 = rhoSquared({ ...design, sides: "two-sided" });
  const z2 = ((found.difference - nullDifference) / found.standardError) ** 2;
  const spread = found.n * rho2 + 1;
  const logE = (found.n * rho2 * z2) / (2 * spread) - 0.5 * Math.log(spread);
  return Math.min(1, Math.exp(-logE));
}

/**
 * Total n at which a sequence would be no wider than `halfWidth` if spread and split stay the same; null beyond
 * `limit`, where a number would be a promise.
 */
export function samplesForHalfWidth(
  found: Pick<DifferenceSequence, "standardError" | "n">,
  halfWidth: number,
  design: SequenceDesign,
  limit = 1e9,
): number | null {
  if (!(halfWidth > 0)) return null;
  const rho2 = rhoSquared(design);
  const widthAt = (n: number) => found.standardError * Math.sqrt(found.n / n) * widening(n, design, rho2);
  if (widthAt(limit) > halfWidth) return null;
  let low = 1;
  let high = limit;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (widthAt(middle) > halfWidth) low = middle;
    else high = middle;
  }
  return high;
}

/** Half-width of the sequence at n in standard errors: its cost over a fixed-n interval. */
function widening(n: number, design: SequenceDesign, rho2 = rhoSquared(design)): number {
  const spread = n * rho2 + 1;
  const root = Math.sqrt(spread);
  const tail =
    design.sides === "two-sided" ? Math.log(root / design.alpha) : Math.log1p(root / (2 * design.alpha));
  return Math.sqrt(((2 * spread) / (n * rho2)) * tail);
}

/** The mixture's tuning parameter: tightest at plannedSamples. One-sided spends its alpha on one tail. */
function rhoSquared({ alpha, plannedSamples, sides }: SequenceDesign): number {
  const spent = sides === "two-sided" ? alpha : 2 * alpha;
  if (!(spent > 0 && spent < 1)) throw new RangeError(`alpha ${alpha} is out of range for ${sides}`);
  const log = -2 * Math.log(spent);
  return (log + Math.log1p(log)) / plannedSamples;
}
