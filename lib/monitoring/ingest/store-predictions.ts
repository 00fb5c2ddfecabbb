import { Prisma } from "#generated/prisma/client.ts";
import { arrayParameter, distinctParameters, plainArrayParameter } from "#lib/db/array-parameter.ts";
import type { Sql } from "#lib/db/sql.ts";
import { unlessThere } from "#lib/db/unless-there.ts";
import type { PredictionBatch } from "#lib/monitoring/batch.ts";
import type { Answer } from "#lib/monitoring/given.ts";
import { firstSeen } from "./store-subjects.ts";

type Sent = PredictionBatch["predictions"][number];

/** As it is stored: of the subject, only its hash; of the receipt, whether it is for this answer. */
export type Row = Pick<
  Sent,
  "predictionId" | "exposureId" | "arm" | "at" | "latencyMs" | "failed" | "slices"
> &
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

/** The rows that were new, and of each whether it is the first of its subject. */
export type Stored = { readonly fresh: readonly Row[]; readonly first: readonly boolean[] };

/**
 * Stores the rows that are new. A batch seldom has any other, and telling which they are costs a quarter of the time, so that is
 * done only once there is one.
 */
export function storePredictions(
  tx: Sql,
  workspaceId: string,
  rows: readonly Row[],
  arrival: Arrival,
): Promise<Stored> {
  const insert = insertionOf(workspaceId, rows, arrival);
  return unlessThere(
    tx,
    async () => {
      const [stored, first] = await Promise.all([
        tx.$executeRaw(insert),
        firstSeen(tx, workspaceId, rows, arrival),
      ]);
      return stored === rows.length ? { fresh: rows, first } : null;
    },
    async () => {
      const stored = await tx.$queryRaw<Key[]>`
        ${insert} ON CONFLICT DO NOTHING RETURNING prediction_id AS "predictionId", arm, exposure_id AS "exposureId"`;
      const taken = new Set(stored.map(keyOf));
      const fresh = rows.filter((row) => taken.has(keyOf(row)));
      return { fresh, first: await firstSeen(tx, workspaceId, fresh, arrival) };
    },
  );
}

type Key = Pick<Row, "predictionId" | "arm" | "exposureId">;

/** What a prediction is known by. */
export const keyOf = ({ predictionId, arm, exposureId }: Key): string =>
  `${exposureId}\u0000${arm}\u0000${predictionId}`;

/** Inserts the rows that no earlier day knows. */
function insertionOf(
  workspaceId: string,
  rows: readonly Row[],
  { now, day, days, source }: Arrival,
): Prisma.Sql {
  const earlier = days.filter((each) => each !== day);
  const column = (of: (row: Row) => string | number | boolean | null) => arrayParameter(rows.map(of));
  const plain = (of: (row: Row) => string | number | null) => plainArrayParameter(rows.map(of));
  // A batch repeats few distinct values.
  const exposures = distinctParameters(
    rows.map((row) => row.exposureId),
    (id) => id,
  );
  const slices = distinctParameters(
    rows.map((row) => row.slices),
    (each) => JSON.stringify(each),
  );
  const answers = rows.some(({ given }) => given)
    ? column(({ given }) => given && JSON.stringify(given))
    : NONE;
  const unknown =
    earlier.length === 0
      ? Prisma.empty
      : Prisma.sql`WHERE NOT EXISTS (SELECT FROM prediction known WHERE known.workspace_id = ${workspaceId}::uuid
          AND known.prediction_id = sent.prediction_id AND known.arm = sent.arm
          AND known.exposure_id = (${exposures.values}::uuid[])[exposure] AND known.day = ANY(${earlier}::date[]))`;
  return Prisma.sql`
    INSERT INTO prediction (workspace_id, prediction_id, arm, exposure_id, at, score, latency_ms, failed, slices, subject, receipt_valid, answer, received_at, day, source)
    SELECT ${workspaceId}::uuid, prediction_id, arm, (${exposures.values}::uuid[])[exposure], at, score, latency_ms, failed, (${slices.values}::jsonb[])[slices],
           subject, receipt_valid, answer, ${now}::timestamptz, ${day}::date, ${source}
    FROM unnest(${column((row) => row.predictionId)}::text[], ${plain((row) => row.arm)}::text[], ${exposures.places}::int[],
                ${plain((row) => row.at)}::timestamptz[], ${plain((row) => row.score)}::float8[], ${plain((row) => row.latencyMs)}::float8[],
                ${column((row) => row.failed)}::bool[], ${slices.places}::int[], ${plain((row) => row.subject)}::int8[],
                ${column((row) => row.receiptValid)}::bool[], ${answers}::jsonb[])
      WITH ORDINALITY AS sent (prediction_id, arm, exposure, at, score, latency_ms, failed, slices, subject, receipt_valid, answer, place)
    ${unknown}
    ORDER BY place`;
}

/** A column without a value: `unnest` fills it with nulls. */
const NONE = "{}";
