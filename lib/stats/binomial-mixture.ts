import { logBetaSides } from "./log-beta.ts";
import type { Count } from "./proportions.ts";

/**
 * A prior over the probability of success, beta with its mean at the `share` that is tested and `precision` prior trials.
 * Its mass on either side of the share is kept as a log of the beta function's part.
 */
export type Prior = {
  readonly share: number;
  readonly precision: number;
  readonly logMass: { readonly below: number; readonly above: number };
};

/**
 * The prior whose bound is tightest after about `rows` rows, at `alpha` (Howard, Ramdas, McAuliffe, Sekhon 2021, section
 * 3.5, for one side).
 */
export function tightestAt(rows: number, share: number, alpha: number): Prior {
  const log = -Math.log(Math.min(2 * alpha, 0.999));
  const precision = Math.max(rows / (2 * log + Math.log1p(2 * log)) - 1, 1e-3);
  const [hits, misses] = [precision * share, precision * (1 - share)];
  const { whole, below, above } = logBetaSides(share, hits, misses);
  return { share, precision, logMass: { below: whole + below, above: whole + above } };
}

/** Evidence for one side of the share, and for the other. */
export type LogE = { readonly below: number; readonly above: number };

/**
 * Evidence that the probability of success is below the prior's share: ln of an e-process for "it is the share, or more"; and
 * the same for "above". The prior is cut off at the share and mixed over (Howard et al. 2021, proposition 7), so at any look
 * ln E >= ln(1/alpha) refutes it at alpha. Counts may be fractions, where rows count for less than one.
 */
export function mixtureLogE({ n, successes }: Count, { share, precision, logMass }: Prior): LogE {
  const misses = n - successes;
  const sides = logBetaSides(share, precision * share + successes, precision * (1 - share) + misses);
  const chance = logChance(successes, misses, share);
  return {
    below: sides.whole + sides.below - logMass.below - chance,
    above: sides.whole + sides.above - logMass.above - chance,
  };
}

const logChance = (hits: number, misses: number, share: number): number =>
  hits * Math.log(share) + misses * Math.log1p(-share);
