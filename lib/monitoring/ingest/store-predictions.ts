import { Prisma } from "#generated/prisma/client.ts";
import { arrayParameter } from "#lib/db/array-parameter.ts";
import type { Sql } from "#lib/db/sql.ts";
import { unlessThere } from "#lib/db/unless-there.ts";
import type { PredictionBatch } from "#lib/monitoring/batch.ts";
import type { Answer } from "#lib/monitoring/given.ts";

/** As it is stored: of the subject, only its hash; of the receipt, whether it is for this answer. */
export type Row = Omit<PredictionBatch["predictions"][number], "subject" | "receipt"> &
  Answer & {
    readonly subject: string | null;
    readonly receiptValid: boolean | null;
  };

type Arrival = {
  readonly now: Date;
  readonly day: string;
  readonly days: readonly string[];
  readonly source: string;
};

/**
 * Stores the rows that are new; returns the positions of the others. A batch seldom has any, and looking for each row
 * before it is stored takes a third of the time, so that is done only once one was met.
 */
export function storePredictions(
  tx: Sql,
  workspaceId: string,
  rows: readonly Row[],
  arrival: Arrival,
): Promise<Set<number>> {
  const insert = (conflicts: Prisma.Sql) => inserted(tx, workspaceId, rows, arrival, conflicts);
  return unlessThere(
    tx,
    () => insert(Prisma.empty),
    () => insert(Prisma.sql`ON CONFLICT DO NOTHING`),
  );
}

async function inserted(
  tx: Sql,
  workspaceId: string,
  rows: readonly Row[],
  { now, day, days, source }: Arrival,
  conflicts: Prisma.Sql,
): Promise<Set<number>> {
  const earlier = days.filter((each) => each !== day);
  const column = (of: (row: Row) => string | number | boolean | null) => arrayParameter(rows.map(of));
  const ids = column((row) => row.predictionId);
  const arms = column((row) => row.arm);
  // A batch repeats few distinct values.
  const exposures = distinct(rows.map((row) => row.exposureId));
  const subjects = column((row) => row.subject);
  const slices = distinct(rows.map((row) => JSON.stringify(row.slices)));
  const ats = column((row) => row.at);
  const scores = column((row) => row.score);
  const latencies = column((row) => row.latencyMs);
  const failures = column((row) => row.failed);
  const receipts = column((row) => row.receiptValid);
  const answers = rows.some(({ given }) => given)
    ? column(({ given }) => given && JSON.stringify(given))
    : NONE;
  const repeated = await tx.$queryRaw<{ at: number }[]>`
    WITH sent AS (
      SELECT *, (${exposures.values}::uuid[])[exposure] AS exposure_id FROM unnest(${ids}::text[], ${arms}::text[], ${exposures.places}::int[], ${ats}::timestamptz[],
                           ${scores}::float8[], ${latencies}::float8[], ${failures}::bool[], ${slices.places}::int[], ${subjects}::int8[], ${receipts}::bool[], ${answers}::jsonb[])
        WITH ORDINALITY AS sent (prediction_id, arm, exposure, at, score, latency_ms, failed, slices, subject, receipt_valid, answer, place)
    ), inserted AS (
      INSERT INTO prediction (workspace_id, prediction_id, arm, exposure_id, at, score, latency_ms, failed, slices, subject, receipt_valid, answer, received_at, day, source)
      SELECT ${workspaceId}::uuid, prediction_id, arm, exposure_id, at, score, latency_ms, failed, (${slices.values}::jsonb[])[slices], subject, receipt_valid, answer, ${now}::timestamptz, ${day}::date, ${source}
      FROM sent
      WHERE NOT EXISTS (SELECT FROM prediction known WHERE known.workspace_id = ${workspaceId}::uuid AND known.prediction_id = sent.prediction_id
        AND known.arm = sent.arm AND known.exposure_id = sent.exposure_id AND known.day = ANY(${earlier}::date[]))
      ORDER BY place
      ${conflicts}
      RETURNING prediction_id, arm, exposure_id
    )
    SELECT place::int - 1 AS at FROM sent LEFT JOIN inserted USING (prediction_id, arm, exposure_id) WHERE inserted.arm IS NULL
      AND (SELECT count(*) FROM inserted) < ${rows.length}::int`;
  return new Set(repeated.map(({ at }) => at));
}

/** A column without a value: `unnest` fills it with nulls. */
const NONE = "{}";

/** A column of few distinct values: each value once, and for each row its value's position, from 1. */
function distinct(column: readonly string[]): { values: string; places: string } {
  const places = new Map<string, number>();
  const at = column.map((value) => {
    const known = places.get(value);
    if (known === undefined) places.set(value, places.size + 1);
    return known ?? places.size;
  });
  return { values: arrayParameter([...places.keys()]), places: arrayParameter(at) };
}
