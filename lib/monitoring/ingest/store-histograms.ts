import type { Sql } from "#lib/db/sql.ts";
import { type BucketHistogram, bucketHistograms } from "#lib/monitoring/histogram.ts";
import type { Series } from "#lib/monitoring/series.ts";

/** Adds observations to the histograms of their buckets, and returns what it added. */
export async function storeHistograms(
  tx: Sql,
  workspaceId: string,
  series: readonly Series[],
): Promise<readonly BucketHistogram[]> {
  const buckets = bucketHistograms(series);
  if (buckets.length === 0) return [];
  const column = <K extends keyof (typeof buckets)[number]>(key: K) => buckets.map((bucket) => bucket[key]);
  const list = (key: "bins" | "counts") => buckets.map((bucket) => `{${bucket[key].join(",")}}`);
  await tx.$executeRaw`
    INSERT INTO metric_histogram (workspace_id, exposure_id, metric, arm, bucket_seconds, bucket_at, bins, counts)
    SELECT ${workspaceId}::uuid, exposure_id, metric, arm, bucket_seconds, bucket_at, bins::int2[], counts::int8[]
    FROM unnest(${column("exposureId")}::uuid[], ${column("metric")}::text[], ${column("arm")}::text[], ${column("bucketSeconds")}::int[],
                ${column("bucketAt")}::timestamptz[], ${list("bins")}::text[], ${list("counts")}::text[])
      AS sent (exposure_id, metric, arm, bucket_seconds, bucket_at, bins, counts)
    ON CONFLICT (exposure_id, metric, bucket_seconds, arm, bucket_at) DO UPDATE SET (bins, counts) = (
      SELECT array_agg(bin ORDER BY bin), array_agg(n ORDER BY bin) FROM (
        SELECT bin, sum(n)::int8 AS n FROM (
          SELECT * FROM unnest(metric_histogram.bins, metric_histogram.counts)
          UNION ALL SELECT * FROM unnest(excluded.bins, excluded.counts)
        ) AS each (bin, n) GROUP BY bin
      ) AS summed)`;
  return buckets;
}
