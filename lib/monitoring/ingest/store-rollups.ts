import type { Sql } from "#lib/db/sql.ts";
import type { Observation } from "#lib/monitoring/observation.ts";
import { type Rollup, rollUp } from "#lib/monitoring/rollup.ts";
import { seriesOf } from "#lib/monitoring/series.ts";
import { lockMarks, storeAdditions } from "./store-additions.ts";
import { storeHistograms } from "./store-histograms.ts";
import { storeSubjectGroups } from "./store-subjects.ts";

/**
 * Adds observations to their roll-ups, histograms and the sums of their subjects' groups, and keeps what was added for the
 * judges. The statements are sent together: other batches of the exposures wait from the first to the commit.
 */
export async function storeObservations(
  tx: Sql,
  workspaceId: string,
  observations: readonly Observation[],
  now: Date,
) {
  const series = seriesOf(observations);
  const rollups = rollUp(series);
  if (rollups.length === 0) return;
  const [watched, , histograms, spreads] = await Promise.all([
    lockMarks(tx, [...new Set(rollups.map(({ exposureId }) => exposureId))]),
    storeRollups(tx, workspaceId, rollups, now),
    storeHistograms(tx, workspaceId, series),
    storeSubjectGroups(tx, workspaceId, series),
  ]);
  await storeAdditions(tx, workspaceId, watched, { rollups, histograms, spreads }, { observations, now });
}

async function storeRollups(tx: Sql, workspaceId: string, rollups: readonly Rollup[], now: Date) {
  const column = <K extends keyof Rollup>(key: K) => rollups.map((rollup) => rollup[key]);
  await tx.$executeRaw`
    INSERT INTO metric_rollup (workspace_id, exposure_id, arm, slice, metric, bucket_seconds, clock, bucket_at,
                               n, non_finite, total, total_squares, units, corrected, latest_at)
    SELECT ${workspaceId}::uuid, *, ${now}::timestamptz
    FROM unnest(${column("exposureId")}::uuid[], ${column("arm")}::text[], ${column("slice")}::text[], ${column("metric")}::text[],
                ${column("bucketSeconds")}::int[], ${column("clock")}::text[], ${column("bucketAt")}::timestamptz[], ${column("n")}::int[],
                ${column("nonFinite")}::int[], ${column("total")}::float8[], ${column("totalSquares")}::float8[],
                ${column("units")}::int[], ${column("corrected")}::int[])
    ON CONFLICT (exposure_id, metric, bucket_seconds, slice, clock, arm, bucket_at) DO UPDATE SET
      n = metric_rollup.n + excluded.n,
      non_finite = metric_rollup.non_finite + excluded.non_finite,
      total = metric_rollup.total + excluded.total,
      total_squares = metric_rollup.total_squares + excluded.total_squares,
      units = metric_rollup.units + excluded.units,
      corrected = metric_rollup.corrected + excluded.corrected,
      latest_at = greatest(metric_rollup.latest_at, excluded.latest_at)`;
}
