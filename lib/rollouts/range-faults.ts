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
  const { paired, stretches = [] } = found;
  // A share's spread follows from its mean; nobody reads another.
  const [baseline, candidate] = [found.baseline, found.candidate].map((arm) =>
    arm && metric.kind === "share" ? { ...arm, m2: 0 } : arm,
  );
  const width = range.max - range.min;
  const sums: readonly (readonly [Moments | null | undefined, Range])[] = [
    [baseline, range],
    [candidate, range],
    [paired, { min: -width, max: width }],
    ...stretches.flatMap((one) => [[one.baseline, range] as const, [one.candidate, range] as const]),
  ];
  return sums.every(([arm, within]) => !arm || fits(arm, within))
    ? null
    : "sums lie outside the range of the metric's values";
}

const fits = (arm: Moments, range: Range): boolean => isCount(arm.n) && (arm.n === 0 || isWithin(arm, range));
