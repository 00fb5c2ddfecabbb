import { arrayParameter } from "#lib/db/array-parameter.ts";
import type { Database } from "#lib/db/client.ts";
import type { Sql } from "#lib/db/sql.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import {
  acceptSince,
  acceptTimes,
  type IngestAnswer,
  type PredictionBatch,
  predictionBatch,
} from "#lib/monitoring/batch.ts";
import { answerObservations } from "#lib/monitoring/observation.ts";
import { ingestOnce } from "./once.ts";

type Row = PredictionBatch["predictions"][number];

const KIND = {
  name: "predictions",
  idsOf: ({ predictions }: PredictionBatch) => predictions.map((row) => row.predictionId),
} as const;

/** Ingests the answers that versions gave. A prediction already known under its id and arm is not counted again. */
export function ingestPredictions(
  db: Database,
  input: unknown,
  asking: { caller: Caller; now: Date },
): Promise<Result<IngestAnswer, Refusal>> {
  const { workspaceId } = asking.caller;
  return ingestOnce(db, asking, KIND, predictionBatch, input, async (tx, batch) => {
    const times = acceptTimes(batch.predictions, "predictions", asking.now);
    if (!times.ok) return times;
    const exposures = await exposuresOf(tx, batch.predictions, asking.now);
    if (!exposures.ok) return exposures;
    const rows = unique(batch.predictions);
    const repeated = await insert(tx, workspaceId, rows, asking.now);
    const fresh = rows.filter((_row, at) => !repeated.has(at));
    const observations = fresh.flatMap((row) =>
      answerObservations({
        ...row,
        at: new Date(row.at),
        cohortSeconds: exposures.value.get(row.exposureId)!,
      }),
    );
    const accepted = fresh.length;
    const repeatedRows = batch.predictions.length - accepted;
    return ok({
      answer: { batchId: batch.batchId, accepted, repeated: repeatedRows, contradicted: 0 },
      observations,
    });
  });
}

const keyOf = ({ predictionId, arm }: { predictionId: string; arm: string }): string =>
  `${arm}\u0000${predictionId}`;

/**
 * Each prediction once, the first of its kind, sorted by id so that overlapping batches take row locks in the same
 * order.
 */
const unique = (rows: readonly Row[]): Row[] =>
  [...new Map([...rows].reverse().map((row) => [keyOf(row), row] as const))]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, row]) => row);

type Exposure = { id: string; at: Date; cohortSeconds: number; candidateId: string | null };

async function exposuresOf(
  tx: Sql,
  rows: readonly Row[],
  now: Date,
): Promise<Result<Map<string, number>, Refusal>> {
  const ids = [...new Set(rows.map((row) => row.exposureId))];
  const found = await tx.$queryRaw<Exposure[]>`
    SELECT id, at, cohort_seconds AS "cohortSeconds", candidate_id AS "candidateId"
    FROM exposure WHERE id = ANY(${arrayParameter(ids)}::uuid[])`;
  const known = new Map(found.map((exposure) => [exposure.id, exposure]));
  const wrong = rows.findIndex((row) => {
    const exposure = known.get(row.exposureId);
    return !exposure || (row.arm === "candidate" && exposure.candidateId === null);
  });
  if (wrong >= 0)
    return refuse(
      "invalid",
      "exposure-unknown",
      `predictions.${wrong} names an arm that its exposure never had.`,
      {
        field: `predictions.${wrong}.exposureId`,
        todo: "Send the exposureId and arm that the flag evaluation returned.",
      },
    );
  const times = acceptSince(rows, (row) => known.get(row.exposureId)!.at, "predictions", now);
  if (!times.ok) return times;
  return ok(new Map(found.map((exposure) => [exposure.id, exposure.cohortSeconds])));
}

/** Stores the rows that are new; returns their positions. */
async function insert(tx: Sql, workspaceId: string, rows: readonly Row[], now: Date): Promise<Set<number>> {
  const column = (of: (row: Row) => string | number | boolean | null) => arrayParameter(rows.map(of));
  const ids = column((row) => row.predictionId);
  const arms = column((row) => row.arm);
  // A batch repeats few distinct values.
  const exposures = distinct(rows.map((row) => row.exposureId));
  const slices = distinct(rows.map((row) => JSON.stringify(row.slices)));
  const ats = column((row) => row.at);
  const scores = column((row) => row.score);
  const latencies = column((row) => row.latencyMs);
  const failures = column((row) => row.failed);
  const repeated = await tx.$queryRaw<{ at: number }[]>`
    WITH sent AS (
      SELECT * FROM unnest(${ids}::text[], ${arms}::text[], ${exposures.places}::int[], ${ats}::timestamptz[],
                           ${scores}::float8[], ${latencies}::float8[], ${failures}::bool[], ${slices.places}::int[])
        WITH ORDINALITY AS sent (prediction_id, arm, exposure, at, score, latency_ms, failed, slices, place)
    ), inserted AS (
      INSERT INTO prediction (workspace_id, prediction_id, arm, exposure_id, at, score, latency_ms, failed, slices, received_at)
      SELECT ${workspaceId}::uuid, prediction_id, arm, (${exposures.values}::uuid[])[exposure], at, score, latency_ms, failed, (${slices.values}::jsonb[])[slices], ${now}::timestamptz
      FROM sent ORDER BY place
      ON CONFLICT DO NOTHING
      RETURNING prediction_id, arm
    )
    SELECT place::int - 1 AS at FROM sent LEFT JOIN inserted USING (prediction_id, arm) WHERE inserted.arm IS NULL`;
  return new Set(repeated.map(({ at }) => at));
}

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
