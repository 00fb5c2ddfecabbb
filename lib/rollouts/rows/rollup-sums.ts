import type { Tx } from "#lib/db/client.ts";
import type { Arm } from "#lib/exposure/bucketing.ts";
import type { Block } from "#lib/stats/bernoulli.ts";
import { type Moments, noMoments } from "#lib/stats/moments.ts";

/** Selects the roll-ups a stage is judged by. */
export type EvidenceSource = {
  readonly exposureId: string;
  readonly cohortSeconds: number;
  readonly metrics: readonly string[];
  /** Of these metrics, only buckets that began at or before `matureUntil` count: their whole label window is over. */
  readonly quality: readonly string[];
  readonly matureUntil: Date;
  /** Where the newest of these begin. */
  readonly newestSince: Date;
  /** From the start of a bucket to the end of its label window. */
  readonly windowSeconds: number;
};

/** All counted buckets of one metric and arm, added up by the database. */
export type ArmSums = {
  readonly metric: string;
  readonly arm: Arm | "pair";
  readonly n: number;
  readonly nonFinite: number;
  readonly total: number;
  readonly totalSquares: number;
  readonly corrected: number;
  /** When the newest of it could be known: on receipt; for quality, not before its label window ends. */
  readonly latestAt: Date;
  readonly lastBucketAt: Date;
  /** Of the metric that counts answers: how many owe an outcome by now. A failed answer owes none. */
  readonly owed: number;
  /** The same, and how many values there are, in the newest of the buckets whose label window is over. */
  readonly newestOwed: number;
  readonly newest: number;
  /** Of the metric that counts answers: those who were assigned, subjects and rows that name none. */
  readonly units: number;
};

/** One row for each metric and arm that reported anything, however many buckets there are. */
export const armSums = (tx: Tx, source: EvidenceSource): Promise<ArmSums[]> =>
  tx.$queryRaw<ArmSums[]>`
    SELECT metric, arm, sum(n)::float8 AS n, sum(non_finite)::float8 AS "nonFinite", sum(total) AS total,
           sum(total_squares) AS "totalSquares", sum(corrected)::float8 AS corrected, max(bucket_at) AS "lastBucketAt",
           coalesce(sum(n + non_finite - total) FILTER (WHERE bucket_at <= ${source.matureUntil}), 0) AS owed,
           coalesce(sum(n + non_finite - total) FILTER (WHERE bucket_at <= ${source.matureUntil} AND bucket_at > ${source.newestSince}), 0) AS "newestOwed",
           coalesce(sum(n + non_finite) FILTER (WHERE bucket_at <= ${source.matureUntil} AND bucket_at > ${source.newestSince}), 0)::float8 AS newest,
           sum(units)::float8 AS units,
           CASE WHEN metric = ANY(${source.quality}::text[])
             THEN greatest(max(latest_at), max(bucket_at) + make_interval(secs => ${source.windowSeconds}))
             ELSE max(latest_at) END AS "latestAt"
    FROM metric_rollup
    WHERE exposure_id = ${source.exposureId}::uuid AND slice = '' AND bucket_seconds = ${source.cohortSeconds} AND clock = 'receipt'
      AND metric = ANY(${source.metrics}::text[])
      AND (bucket_at <= ${source.matureUntil} OR metric <> ALL(${source.quality}::text[]))
    GROUP BY metric, arm`;

/** The most windows a threshold rule may count. */
export const RECENT_WINDOWS = 100;

/** The candidate's mean in each of its newest windows, oldest first. */
export async function candidateMeans(tx: Tx, source: EvidenceSource, metric: string): Promise<number[]> {
  const rows = await tx.$queryRaw<{ mean: number }[]>`
    SELECT total / n AS mean FROM metric_rollup
    WHERE exposure_id = ${source.exposureId}::uuid AND slice = '' AND bucket_seconds = ${source.cohortSeconds} AND clock = 'receipt'
      AND metric = ${metric} AND arm = 'candidate' AND n > 0
      AND (bucket_at <= ${source.matureUntil} OR metric <> ALL(${source.quality}::text[]))
    ORDER BY bucket_at DESC LIMIT ${RECENT_WINDOWS}`;
  return rows.map(({ mean }) => mean).reverse();
}

/** The events of both arms in each stretch of time, oldest first. */
export async function eventBlocks(tx: Tx, source: EvidenceSource, metric: string): Promise<Block[]> {
  const rows = await tx.$queryRaw<BlockRow[]>`
    SELECT coalesce(sum(n) FILTER (WHERE arm = 'baseline'), 0)::float8 AS "baselineN",
           coalesce(sum(round(total)) FILTER (WHERE arm = 'baseline'), 0) AS "baselineEvents",
           coalesce(sum(n) FILTER (WHERE arm = 'candidate'), 0)::float8 AS "candidateN",
           coalesce(sum(round(total)) FILTER (WHERE arm = 'candidate'), 0) AS "candidateEvents"
    FROM metric_rollup
    WHERE exposure_id = ${source.exposureId}::uuid AND slice = '' AND bucket_seconds = ${source.cohortSeconds} AND clock = 'receipt'
      AND metric = ${metric}
      AND (bucket_at <= ${source.matureUntil} OR metric <> ALL(${source.quality}::text[]))
    GROUP BY bucket_at ORDER BY bucket_at`;
  return rows.map(({ baselineN, baselineEvents, candidateN, candidateEvents }) => ({
    baseline: { n: baselineN, events: baselineEvents },
    candidate: { n: candidateN, events: candidateEvents },
  }));
}

/** Rounding can leave the sum of squared deviations slightly below zero. */
export function momentsOfSums(sums: Pick<ArmSums, "n" | "total" | "totalSquares"> | undefined): Moments {
  if (sums === undefined || sums.n === 0) return noMoments;
  const { n, total, totalSquares } = sums;
  const mean = total / n;
  return { n, mean, m2: Math.max(0, totalSquares - n * mean * mean) };
}

type BlockRow = Record<"baselineN" | "baselineEvents" | "candidateN" | "candidateEvents", number>;
