import type { Sql } from "#lib/db/sql.ts";
import type { SourceSums } from "#lib/monitoring/source-sums.ts";

/** Adds what a source reported to its sums. */
export async function storeSourceSums(
  tx: Sql,
  workspaceId: string,
  reported: readonly SourceSums[],
  now: Date,
): Promise<void> {
  if (reported.length === 0) return;
  const column = <K extends keyof SourceSums>(key: K) => reported.map((sums) => sums[key]);
  await tx.$executeRaw`
    INSERT INTO source_sums (workspace_id, exposure_id, source, arm, rows, broken, receipts_valid, receipts_invalid, latest_at)
    SELECT ${workspaceId}::uuid, *, ${now}::timestamptz
    FROM unnest(${column("exposureId")}::uuid[], ${column("source")}::text[], ${column("arm")}::text[], ${column("rows")}::int8[],
                ${column("broken")}::int8[], ${column("receiptsValid")}::int8[], ${column("receiptsInvalid")}::int8[])
    ON CONFLICT (exposure_id, source, arm) DO UPDATE SET
      rows = source_sums.rows + excluded.rows,
      broken = source_sums.broken + excluded.broken,
      receipts_valid = source_sums.receipts_valid + excluded.receipts_valid,
      receipts_invalid = source_sums.receipts_invalid + excluded.receipts_invalid,
      latest_at = greatest(source_sums.latest_at, excluded.latest_at)`;
}
