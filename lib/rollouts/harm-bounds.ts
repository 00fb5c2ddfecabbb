import { harmSign } from "#lib/metrics/direction.ts";
import type { Metric } from "#lib/metrics/metric.ts";
import {
  differenceSequence,
  type SequenceDesign,
  samplesForHalfWidth,
} from "#lib/stats/confidence-sequence.ts";
import type { Interval, Measured } from "#lib/stats/measured.ts";
import type { Summary } from "#lib/stats/moments.ts";

/** Bounds of a harm, each one-sided, that hold at every look. A bound not yet available is infinite. */
export type HarmBounds = Interval & {
  /** Total rows the thinner arm needs until the bounds are within `halfWidth` of the difference. */
  readonly rowsFor: (halfWidth: number) => number | null;
};

export const noBounds: HarmBounds = {
  lower: Number.NEGATIVE_INFINITY,
  upper: Number.POSITIVE_INFINITY,
  rowsFor: () => null,
};

export type AsymptoticSettings = {
  readonly metric: Pick<Metric, "better">;
  readonly plannedSamples: number;
  /** Below this in either arm, there are no bounds. */
  readonly minSamplesPerArm: number;
};

/** By a normal law. */
export function asymptoticBounds(
  baseline: Summary,
  candidate: Summary,
  { metric, plannedSamples, minSamplesPerArm }: AsymptoticSettings,
  alpha: number,
): HarmBounds {
  const thinner = Math.min(baseline.n, candidate.n);
  if (thinner < minSamplesPerArm) return noBounds;
  const design: SequenceDesign = { alpha, plannedSamples, sides: "one-sided" };
  const found = differenceSequence(baseline, candidate, design);
  if (found.status !== "ok") return noBounds;
  return {
    ...worseSide(found, metric),
    rowsFor: (halfWidth) => scaled(samplesForHalfWidth(found, halfWidth, design), thinner / found.n),
  };
}

/** Of pairs: the difference of each is one row; the second "arm" is the constant zero it is compared with. */
export function asymptoticPairs(
  paired: Summary,
  { metric, plannedSamples, minSamplesPerArm }: AsymptoticSettings,
  alpha: number,
): HarmBounds {
  const { n, mean, variance } = paired;
  if (n < minSamplesPerArm || n < 2 || variance === 0) return noBounds;
  const design: SequenceDesign = { alpha, plannedSamples, sides: "one-sided" };
  const zero = { n, mean: 0, variance: 0 };
  const found = differenceSequence(zero, { n, mean: harmSign(metric) * mean, variance }, design);
  if (found.status !== "ok") return noBounds;
  const rowsFor = (halfWidth: number) => scaled(samplesForHalfWidth(found, halfWidth, design), 0.5);
  return { lower: found.lower, upper: found.upper, rowsFor };
}

/** Bounds of candidate minus baseline as bounds of a harm. */
export function worseSide(
  found: Measured<Interval> | Interval,
  metric: Pick<Metric, "better">,
): Pick<HarmBounds, "lower" | "upper"> {
  if ("status" in found && found.status !== "ok") return noBounds;
  const { lower, upper } = found;
  return harmSign(metric) === 1 ? { lower, upper } : { lower: -upper, upper: -lower };
}

function scaled(samples: number | null, share: number): number | null {
  return samples === null ? null : Math.ceil(samples * share);
}
