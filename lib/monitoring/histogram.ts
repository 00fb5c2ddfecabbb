import { IN_HISTOGRAMS } from "#lib/metrics/catalogue.ts";
import { type ExponentialHistogram, histogramOf, mergeHistograms } from "#lib/stats/exponential-histogram.ts";
import type { Observation } from "./observation.ts";

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
export function bucketHistograms(observations: readonly Observation[]): BucketHistogram[] {
  const counted = observations.filter(
    ({ metric, value }) => IN_HISTOGRAMS.has(metric) && Number.isFinite(value),
  );
  const buckets = [...Map.groupBy(counted, (one) => keyOf(bucketOf(one))).values()].map((those) => ({
    ...bucketOf(those[0]!),
    ...histogramOf(those.map(({ value }) => value)),
  }));
  const whole = buckets.map((bucket) => ({
    ...bucket,
    bucketSeconds: WHOLE_EXPOSURE,
    bucketAt: new Date(0),
  }));
  return [...Map.groupBy([...buckets, ...whole], keyOf)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, same]) => ({ ...same[0]!, ...mergeHistograms(...same) }));
}

function bucketOf({ exposureId, metric, arm, cohortSeconds, receivedAt }: Observation): Bucket {
  const widthMs = cohortSeconds * 1000;
  const bucketAt = new Date(Math.floor(receivedAt.getTime() / widthMs) * widthMs);
  return { exposureId, metric, arm, bucketSeconds: cohortSeconds, bucketAt };
}

const keyOf = ({ exposureId, metric, bucketSeconds, arm, bucketAt }: Bucket): string =>
  [exposureId, metric, bucketSeconds, arm, bucketAt.getTime()].join("\u0000");
