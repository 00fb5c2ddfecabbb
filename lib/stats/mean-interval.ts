import { degenerate, type Interval, insufficient, type Measured } from "./measured.ts";
import { type Moments, momentsOf, summaryOf } from "./moments.ts";
import { studentQuantileOfTail, studentTail } from "./tails.ts";

type MeanInterval = Interval & { readonly n: number; readonly mean: number; readonly standardError: number };

type MeanDifference = Interval & {
  readonly difference: number;
  readonly standardError: number;
  readonly degreesOfFreedom: number;
  readonly p: number;
};

/** Mean with Student's interval at `1 - alpha`. For a fixed n, looked at once; not a sequence. */
export function meanInterval(moments: Moments, alpha = 0.05): Measured<MeanInterval> {
  const { n, mean, variance } = summaryOf(moments);
  if (n < 2) return insufficient(`the interval of a mean needs at least 2 rows, not ${n}`);
  const standardError = Math.sqrt(variance / n);
  const half = standardError === 0 ? 0 : studentQuantileOfTail(alpha / 2, n - 1) * standardError;
  return { status: "ok", n, mean, standardError, lower: mean - half, upper: mean + half };
}

/**
 * Mean of candidate minus baseline over the same rows in the same order. The two are dependent, so the interval is
 * that of the per-row difference. Throws if the rows do not align.
 */
export function pairedDifference(
  baseline: ArrayLike<number>,
  candidate: ArrayLike<number>,
  alpha = 0.05,
): Measured<MeanInterval> {
  if (baseline.length !== candidate.length) throw new RangeError("paired rows differ in length");
  return meanInterval(momentsOf(rowDifferences(baseline, candidate)), alpha);
}

/** Mean of `a` minus mean of `b` on independent rows, with Welch's interval and two-sided p. */
export function welchDifference(a: Moments, b: Moments, alpha = 0.05): Measured<MeanDifference> {
  if (a.n < 2 || b.n < 2) return insufficient(`each side needs at least 2 rows, not ${a.n} and ${b.n}`);
  const one = summaryOf(a);
  const two = summaryOf(b);
  const varianceA = one.variance / one.n;
  const varianceB = two.variance / two.n;
  const standardError = Math.sqrt(varianceA + varianceB);
  if (standardError === 0) return degenerate("all rows are equal on both sides");
  const degreesOfFreedom =
    (varianceA + varianceB) ** 2 / (varianceA ** 2 / (one.n - 1) + varianceB ** 2 / (two.n - 1));
  const difference = one.mean - two.mean;
  const half = studentQuantileOfTail(alpha / 2, degreesOfFreedom) * standardError;
  return {
    status: "ok",
    difference,
    standardError,
    degreesOfFreedom,
    p: Math.min(1, 2 * studentTail(Math.abs(difference / standardError), degreesOfFreedom)),
    lower: difference - half,
    upper: difference + half,
  };
}

function* rowDifferences(baseline: ArrayLike<number>, candidate: ArrayLike<number>): Generator<number> {
  for (let row = 0; row < baseline.length; row += 1) yield candidate[row]! - baseline[row]!;
}
