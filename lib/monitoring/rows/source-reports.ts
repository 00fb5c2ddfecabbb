import type { Tx } from "#lib/db/client.ts";
import type { Arm } from "#lib/exposure/bucketing.ts";
import type { ArmReport, SourceReport } from "#lib/monitoring/views/source-report.ts";

type Row = Omit<ArmReport, "latestAt"> & { source: string; arm: Arm; latestAt: Date };

const ROWS_MAX = 200;

/** What each source reported of an exposure, those with the most rows first. */
export async function sourceReports(tx: Tx, exposureId: string): Promise<SourceReport[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT source, arm, rows::float8, broken::float8, receipts_valid::float8 AS "receiptsValid",
           receipts_invalid::float8 AS "receiptsInvalid", latest_at AS "latestAt"
    FROM source_sums WHERE exposure_id = ${exposureId}::uuid
    ORDER BY sum(rows) OVER (PARTITION BY source) DESC, source LIMIT ${ROWS_MAX}`;
  return [...Map.groupBy(rows, ({ source }) => source)].map(([source, reported]) => {
    const of = (name: Arm): ArmReport | null => {
      const found = reported.find(({ arm }) => arm === name);
      if (found === undefined) return null;
      const { source: _, arm: __, latestAt, ...counts } = found;
      return { ...counts, latestAt: latestAt.toISOString() };
    };
    return { source, baseline: of("baseline"), candidate: of("candidate") };
  });
}
