import type { Metric } from "#lib/metrics/metric.ts";
import { rangeOf } from "#lib/metrics/range.ts";
import { isWithin, type Range } from "#lib/stats/bounded-mean.ts";
import type { Moments } from "#lib/stats/moments.ts";
import { type GuardrailEvidence, isCount } from "./evidence.ts";

/**
 * What is wrong with the evidence of a metric whose values have a range, or null. No law of values within it explains sums
 * outside, so nothing is proven by them.
 */
export function faultOfRange(metric: Metric, found: GuardrailEvidence): string | null {
  const range = metric.quantile ? null : rangeOf(metric);
  if (range === null) return null;
  const { baseline, candidate, paired, stretches = [] } = found;
  const width = range.max - range.min;
  const differences = { min: -width, max: width };
  const readsSpread = metric.kind !== "share";
  const areFit =
    fits(baseline, range, readsSpread) &&
    fits(candidate, range, readsSpread) &&
    fits(paired, differences, true) &&
    stretches.every((one) => fits(one.baseline, range, true) && fits(one.candidate, range, true));
  return areFit ? null : "sums lie outside the range of the metric's values";
}

/** A share's spread follows from its mean; nobody reads another. */
const fits = (arm: Moments | null | undefined, range: Range, readsSpread: boolean): boolean =>
  !arm || (isCount(arm.n) && (arm.n === 0 || isWithin(readsSpread ? arm : { ...arm, m2: 0 }, range)));
