import { IN_HISTOGRAMS } from "#lib/metrics/catalogue.ts";
import { type ExponentialHistogram, histogramOf, mergeHistograms } from "#lib/stats/exponential-histogram.ts";
import type { Observation } from "./observation.ts";
import type { Series } from "./series.ts";

/** The width of the bucket that holds a whole exposure. */
export const WHOLE_EXPOSURE = 0;

/** What values an arm gave in one bucket, by the clock of receipt. */
export type BucketHistogram = ExponentialHistogram & {
  readonly exposureId: string;
  readonly metric: string;
  readonly arm: string;
  readonly bucketSeconds: number;
  readonly bucketAt: Date;
};

type Bucket = Omit<BucketHistogram, keyof ExponentialHistogram>;

/**
 * The values of metrics that are judged by their quantiles, in buckets of the cohort's width and in that of the whole
 * exposure. What is not a number is counted in the roll-up alone. Sorted by key, as roll-ups are.
 */
export function bucketHistograms(series: readonly Series[]): BucketHistogram[] {
  const buckets = series.filter(([{ metric }]) => IN_HISTOGRAMS.has(metric)).flatMap(bucketsOf);
  const whole = buckets.map((bucket) => ({
    ...bucket,
    bucketSeconds: WHOLE_EXPOSURE,
    bucketAt: new Date(0),
  }));
  return [...Map.groupBy([...buckets, ...whole], keyOf)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, same]) => ({ ...same[0]!, ...mergeHistograms(...same) }));
}

/** Of one series, by the start of the bucket. */
function bucketsOf(series: Series): BucketHistogram[] {
  const { exposureId, metric, arm, cohortSeconds } = series[0];
  const widthMs = cohortSeconds * 1000;
  const counted = series.filter(({ value }) => Number.isFinite(value));
  const startOf = ({ receivedAt }: Observation) => Math.floor(receivedAt.getTime() / widthMs) * widthMs;
  return [...Map.groupBy(counted, startOf)].map(([startMs, those]) => ({
    exposureId,
    metric,
    arm,
    bucketSeconds: cohortSeconds,
    bucketAt: new Date(startMs),
    ...histogramOf(those.map(({ value }) => value)),
  }));
}

const keyOf = ({ exposureId, metric, bucketSeconds, arm, bucketAt }: Bucket): string =>
  [exposureId, metric, bucketSeconds, arm, bucketAt.getTime()].join("\u0000");
