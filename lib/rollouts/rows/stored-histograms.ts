import type { Tx } from "#lib/db/client.ts";
import { WHOLE_EXPOSURE } from "#lib/monitoring/histogram.ts";
import type { ArmHistograms } from "#lib/rollouts/quantile-harm.ts";
import type { ExponentialHistogram } from "#lib/stats/exponential-histogram.ts";

type Arm = keyof ArmHistograms;
type Bins = { readonly bins: number[]; readonly counts: number[] };

/** Both arms' values of a metric in a whole exposure. */
export type HistogramsOf = (metric: string) => ArmHistograms;

/** The values of these metrics, read once for all guardrails that judge a quantile of one. */
export async function exposureHistograms(
  tx: Tx,
  exposureId: string,
  metrics: readonly string[],
): Promise<HistogramsOf> {
  const rows =
    metrics.length === 0
      ? []
      : await tx.$queryRaw<(Bins & { metric: string; arm: Arm })[]>`
    SELECT metric, arm, bins, counts::float8[] AS counts FROM metric_histogram
    WHERE exposure_id = ${exposureId}::uuid AND metric = ANY(${metrics}::text[]) AND bucket_seconds = ${WHOLE_EXPOSURE}`;
  return (metric) => {
    const of = (arm: Arm) => histogramIn(rows.find((row) => row.metric === metric && row.arm === arm));
    return { baseline: of("baseline"), candidate: of("candidate") };
  };
}

/** A stage's exposure and since when it is watched. */
export type WatchedSince = { readonly exposureId: string; readonly enteredAt: Date };

/** The values of an arm in one stretch of a stage. */
export type StretchHistogram = ExponentialHistogram & {
  readonly exposureId: string;
  readonly arm: Arm;
  /** Stretches from the stage's begin, from 0. */
  readonly stretch: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
};

/** The same by stretches of time of one width, oldest first, until the stage's evidence ends. */
export const stretchHistograms = (
  tx: Tx,
  { metric, cohortSeconds }: { readonly metric: string; readonly cohortSeconds: number },
  stages: readonly WatchedSince[],
  stretchSeconds: number,
): Promise<StretchHistogram[]> =>
  tx.$queryRaw<StretchHistogram[]>`
    WITH counted AS (
      SELECT exposure_id, arm, floor(extract(epoch FROM bucket_at - entered_at) / ${stretchSeconds}::float8)::float8 AS stretch,
             bin, sum(n) AS n, min(bucket_at) AS first, max(bucket_at) AS last
      FROM metric_histogram
      JOIN unnest(${stages.map((stage) => stage.exposureId)}::uuid[], ${stages.map((stage) => stage.enteredAt)}::timestamptz[])
        AS stage (exposure_id, entered_at) USING (exposure_id)
      CROSS JOIN unnest(bins, counts) AS each (bin, n)
      WHERE metric = ${metric} AND bucket_seconds = ${cohortSeconds}
      GROUP BY 1, 2, 3, 4
    )
    SELECT exposure_id AS "exposureId", arm, stretch, min(first) AS "firstAt", max(last) AS "lastAt",
           array_agg(bin ORDER BY bin) AS bins, array_agg(n::float8 ORDER BY bin) AS counts
    FROM counted GROUP BY 1, 2, 3 ORDER BY stretch`;

const histogramIn = (row: Bins | undefined): ExponentialHistogram => ({
  bins: row?.bins ?? [],
  counts: row?.counts ?? [],
});
