import { NIL } from "uuid";
import { arrayParameter } from "#lib/db/array-parameter.ts";
import type { Sql } from "#lib/db/sql.ts";
import { revisedObservations } from "#lib/monitoring/correction.ts";
import { isSameTruth, type Told, type Truth } from "#lib/monitoring/given.ts";
import { type Observation, qualityObservations } from "#lib/monitoring/observation.ts";
import { pairedObservations } from "#lib/monitoring/pairs.ts";
import { type YardstickOf, yardsticksOf } from "#lib/monitoring/rows/yardsticks.ts";
import { answerKey, type Joined, labelledOf, type Pair, shadowPairs } from "./shadow-pairs.ts";
import { storeObservations } from "./store-rollups.ts";

type Revised = Joined & { wasLabel: 0 | 1 | null; wasTold: Told | null };

const SWEEP_ROWS_MAX = 5000;

const exposureOf = ({ exposureId }: Joined): string => exposureId;

/** What the outcome of an answer says about it, or another in its place. */
type Reading = (row: Joined, truth?: Truth) => Observation[];

const readBy =
  (yardstickOf: YardstickOf): Reading =>
  (row, truth = row) =>
    qualityObservations(labelledOf(row), truth, yardstickOf(row.exposureId));

const differences = ({ baseline, candidate }: Pair, of: Reading, weight: 1 | -1 = 1): Observation[] =>
  pairedObservations(of(baseline), of(candidate), weight);

/**
 * Joins predictions to the outcomes that are stored and sums what they say; returns the exposure of each prediction
 * joined. Each prediction is joined once, to the newest of the outcomes for its pointer: the truth is written only where there
 * is none. Of two with the same revision, the one of a source of that pointer alone counts. Where `outcomeDays` are given, only
 * outcomes that arrived on one of them are looked for.
 */
export async function joinOutcomes(
  tx: Sql,
  workspaceId: string,
  predictionIds: readonly string[],
  now: Date,
  outcomeDays: readonly string[] | null = null,
): Promise<readonly string[]> {
  if (predictionIds.length === 0) return [];
  if (outcomeDays && !(await isAnyTold(tx, workspaceId, predictionIds, outcomeDays))) return [];
  const joined = await tx.$queryRaw<Joined[]>`
    WITH known AS MATERIALIZED (
      SELECT DISTINCT ON (prediction_id, pointer_id) prediction_id, pointer_id, label, truth, revision FROM outcome
      WHERE workspace_id = ${workspaceId}::uuid AND prediction_id = ANY(${arrayParameter(predictionIds)}::text[])
        AND (${outcomeDays}::date[] IS NULL OR day = ANY(${outcomeDays}::date[]))
      ORDER BY prediction_id, pointer_id, revision DESC
    ), labelled AS (
      UPDATE prediction p SET label = k.label, truth = k.truth, label_revision = k.revision, label_bound = k.pointer_id <> ${NIL}::uuid
      FROM known k, exposure e
      WHERE p.workspace_id = ${workspaceId}::uuid AND p.prediction_id = k.prediction_id AND p.label IS NULL AND p.truth IS NULL
        AND e.id = p.exposure_id AND k.pointer_id IN (${NIL}::uuid, e.pointer_id)
        AND NOT EXISTS (SELECT FROM known other WHERE other.prediction_id = k.prediction_id
          AND other.pointer_id IN (${NIL}::uuid, e.pointer_id) AND (other.revision, other.pointer_id) > (k.revision, k.pointer_id))
      RETURNING p.*, e.pointer_id, e.kind, e.cohort_seconds
    ), marked AS (
      UPDATE outcome o SET joined = true FROM labelled l
      WHERE o.workspace_id = l.workspace_id AND o.prediction_id = l.prediction_id AND NOT o.joined AND o.revision <= l.label_revision
        AND o.pointer_id IN (${NIL}::uuid, l.pointer_id)
    )
    SELECT prediction_id AS "predictionId", exposure_id AS "exposureId", kind, cohort_seconds AS "cohortSeconds", arm, at, received_at AS "receivedAt", score,
           answer AS given, latency_ms AS "latencyMs", failed, slices, label, truth AS told, subject::text
    FROM labelled`;
  const saidBy = readBy(await yardsticksOf(tx, joined.map(exposureOf)));
  const pairs = await shadowPairs(tx, workspaceId, joined);
  const observations = [
    ...joined.flatMap((row) => saidBy(row)),
    ...pairs.flatMap((pair) => differences(pair, saidBy)),
  ];
  await storeObservations(tx, workspaceId, observations, now);
  return joined.map(exposureOf);
}

/** Whether any of these has an outcome yet. Most have none when they arrive, and planning the join costs more than asking. */
async function isAnyTold(
  tx: Sql,
  workspaceId: string,
  predictionIds: readonly string[],
  outcomeDays: readonly string[],
): Promise<boolean> {
  const told = await tx.$queryRaw<unknown[]>`
    SELECT FROM outcome WHERE workspace_id = ${workspaceId}::uuid AND prediction_id = ANY(${arrayParameter(predictionIds)}::text[])
      AND day = ANY(${outcomeDays}::date[]) LIMIT 1`;
  return told.length > 0;
}

/**
 * Puts the newest outcome in place of an older one that was joined, and revises the sums; returns the exposure of each
 * prediction changed. A prediction keeps its place in its bucket, so how many there are does not change. The revision
 * decides which is newer, because a join that began earlier may end later.
 */
export async function reviseLabels(
  tx: Sql,
  workspaceId: string,
  predictionIds: readonly string[],
  now: Date,
): Promise<readonly string[]> {
  if (predictionIds.length === 0) return [];
  const revised = await tx.$queryRaw<Revised[]>`
    WITH known AS MATERIALIZED (
      SELECT DISTINCT ON (prediction_id, pointer_id) prediction_id, pointer_id, label, truth, revision FROM outcome
      WHERE workspace_id = ${workspaceId}::uuid AND prediction_id = ANY(${arrayParameter(predictionIds)}::text[])
      ORDER BY prediction_id, pointer_id, revision DESC
    ), held AS MATERIALIZED (
      SELECT p.prediction_id, p.arm, p.exposure_id, p.day, p.label AS was_label, p.truth AS was_truth, k.label, k.truth, k.revision,
             k.pointer_id <> ${NIL}::uuid AS bound, e.pointer_id, e.kind, e.cohort_seconds
      FROM prediction p JOIN known k USING (prediction_id) JOIN exposure e ON e.id = p.exposure_id
      WHERE p.workspace_id = ${workspaceId}::uuid AND (p.label IS NOT NULL OR p.truth IS NOT NULL)
        AND (p.label_revision, p.label_bound) < (k.revision, k.pointer_id <> ${NIL}::uuid)
        AND k.pointer_id IN (${NIL}::uuid, e.pointer_id)
        AND NOT EXISTS (SELECT FROM known other WHERE other.prediction_id = k.prediction_id
          AND other.pointer_id IN (${NIL}::uuid, e.pointer_id) AND (other.revision, other.pointer_id) > (k.revision, k.pointer_id))
      FOR NO KEY UPDATE OF p
    ), labelled AS (
      UPDATE prediction p SET label = h.label, truth = h.truth, label_revision = h.revision, label_bound = h.bound FROM held h
      WHERE p.workspace_id = ${workspaceId}::uuid
        AND (p.prediction_id, p.arm, p.exposure_id, p.day) = (h.prediction_id, h.arm, h.exposure_id, h.day)
      RETURNING p.*, h.was_label, h.was_truth, h.pointer_id, h.kind, h.cohort_seconds
    ), marked AS (
      UPDATE outcome o SET joined = true FROM labelled l
      WHERE o.workspace_id = l.workspace_id AND o.prediction_id = l.prediction_id AND NOT o.joined AND o.revision <= l.label_revision
        AND o.pointer_id IN (${NIL}::uuid, l.pointer_id)
    )
    SELECT prediction_id AS "predictionId", exposure_id AS "exposureId", kind, cohort_seconds AS "cohortSeconds", arm, at, received_at AS "receivedAt", score,
           answer AS given, latency_ms AS "latencyMs", failed, slices, label, truth AS told, subject::text,
           was_label AS "wasLabel", was_truth AS "wasTold"
    FROM labelled`;
  const yardstickOf = await yardsticksOf(tx, revised.map(exposureOf));
  const before = new Map(revised.map((row) => [answerKey(row), { label: row.wasLabel, told: row.wasTold }]));
  const saidBy = readBy(yardstickOf);
  const saidBefore: Reading = (row) => saidBy(row, before.get(answerKey(row)));
  const changed = revised.filter((row) => !isSameTruth(before.get(answerKey(row))!, row));
  const pairs = await shadowPairs(tx, workspaceId, changed);
  const observations = [
    ...changed.flatMap((row) =>
      revisedObservations(labelledOf(row), before.get(answerKey(row))!, row, yardstickOf(row.exposureId)),
    ),
    ...pairs.flatMap((pair) => [...differences(pair, saidBefore, -1), ...differences(pair, saidBy)]),
  ];
  await storeObservations(tx, workspaceId, observations, now);
  return revised.map(exposureOf);
}

/**
 * Joins outcomes and corrections whose prediction is stored without them, because the process that ingested them died
 * first. Runs on a timer; cheap when there is nothing to do.
 */
export async function sweepOutcomes(tx: Sql, workspaceId: string, now: Date): Promise<readonly string[]> {
  const rows = await tx.$queryRaw<{ predictionId: string }[]>`
    SELECT DISTINCT o.prediction_id AS "predictionId" FROM outcome o
    WHERE o.workspace_id = ${workspaceId}::uuid AND NOT o.joined
      AND EXISTS (SELECT FROM prediction p JOIN exposure e ON e.id = p.exposure_id
        WHERE p.workspace_id = o.workspace_id AND p.prediction_id = o.prediction_id
          AND ((p.label IS NULL AND p.truth IS NULL) OR (p.label_revision, p.label_bound) < (o.revision, o.pointer_id <> ${NIL}::uuid))
          AND o.pointer_id IN (${NIL}::uuid, e.pointer_id))
    LIMIT ${SWEEP_ROWS_MAX}`;
  const ids = rows.map((row) => row.predictionId);
  return [
    ...(await joinOutcomes(tx, workspaceId, ids, now)),
    ...(await reviseLabels(tx, workspaceId, ids, now)),
  ];
}
