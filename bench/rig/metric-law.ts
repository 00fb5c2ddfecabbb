import { COUNTS_ANSWERS } from "#lib/metrics/catalogue.ts";
import type { Metric } from "#lib/metrics/metric.ts";
import { rangeOf } from "#lib/metrics/range.ts";
import type { Random } from "../../simulate/random.ts";

/** Where the values of a metric lie: events of a rate, or around a level, well within the metric's range. */
export type MetricLaw = { readonly share: boolean; readonly level: number; readonly spread: number };

export function lawOf(metric: Metric): MetricLaw {
  if (metric.id === COUNTS_ANSWERS) return { share: true, level: 0.005, spread: 0 };
  if (metric.kind === "share")
    return { share: true, level: metric.better === "higher" ? 0.8 : 0.1, spread: 0 };
  const { min, max } = rangeOf(metric) ?? { min: 0, max: 8 };
  return { share: false, level: min + (max - min) / 4, spread: (max - min) / 10 };
}

/** A value of what is counted by bin: lognormal, with a tail so heavy that a mean says little. */
export const heavyTailed = (random: Random): number => 30 * Math.exp(1.5 * random.normal());
