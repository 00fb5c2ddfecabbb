import { NIL } from "uuid";
import { arrayParameter } from "#lib/db/array-parameter.ts";
import type { Sql } from "#lib/db/sql.ts";
import type { Arm } from "#lib/exposure/bucketing.ts";
import { type Label, revisedObservations } from "#lib/monitoring/correction.ts";
import { type Labelled, qualityObservations } from "#lib/monitoring/observation.ts";
import { groupOf } from "#lib/monitoring/subject-groups.ts";
import { storeObservations } from "./store-rollups.ts";

type Joined = {
  exposureId: string;
  cohortSeconds: number;
  arm: Arm;
  at: Date;
  receivedAt: Date;
  score: number | null;
  latencyMs: number | null;
  failed: boolean;
  slices: Record<string, string>;
  label: Label;
  subject: string | null;
};

const labelledOf = ({ subject, ...row }: Joined): Labelled => ({ ...row, group: groupOf(subject) });

const SWEEP_ROWS_MAX = 5000;

/**
 * Joins predictions to the outcomes that are stored and sums what they say; returns the exposure of each prediction
 * joined. Each prediction is joined once, to the newest of the outcomes for its pointer: the label is written only where there
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
  const joined = await tx.$queryRaw<Joined[]>`
    WITH known AS MATERIALIZED (
      SELECT DISTINCT ON (prediction_id, pointer_id) prediction_id, pointer_id, label, revision FROM outcome
      WHERE workspace_id = ${workspaceId}::uuid AND prediction_id = ANY(${arrayParameter(predictionIds)}::text[])
        AND (${outcomeDays}::date[] IS NULL OR day = ANY(${outcomeDays}::date[]))
      ORDER BY prediction_id, pointer_id, revision DESC
    ), labelled AS (
      UPDATE prediction p SET label = k.label, label_revision = k.revision FROM known k, exposure e
      WHERE p.workspace_id = ${workspaceId}::uuid AND p.prediction_id = k.prediction_id AND p.label IS NULL
        AND e.id = p.exposure_id AND k.pointer_id IN (${NIL}::uuid, e.pointer_id)
        AND NOT EXISTS (SELECT FROM known other WHERE other.prediction_id = k.prediction_id
          AND other.pointer_id IN (${NIL}::uuid, e.pointer_id) AND (other.revision, other.pointer_id) > (k.revision, k.pointer_id))
      RETURNING p.*, e.pointer_id, e.cohort_seconds
    ), marked AS (
      UPDATE outcome o SET joined = true FROM labelled l
      WHERE o.workspace_id = l.workspace_id AND o.prediction_id = l.prediction_id AND NOT o.joined AND o.revision <= l.label_revision
        AND o.pointer_id IN (${NIL}::uuid, l.pointer_id)
    )
    SELECT exposure_id AS "exposureId", cohort_seconds AS "cohortSeconds", arm, at, received_at AS "receivedAt", score,
           latency_ms AS "latencyMs", failed, slices, label, subject::text
    FROM labelled`;
  const observations = joined.flatMap((row) => qualityObservations(labelledOf(row), row.label));
  await storeObservations(tx, workspaceId, observations, now);
  return joined.map(({ exposureId }) => exposureId);
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
  const revised = await tx.$queryRaw<(Joined & { was: Label })[]>`
    WITH known AS MATERIALIZED (
      SELECT DISTINCT ON (prediction_id, pointer_id) prediction_id, pointer_id, label, revision FROM outcome
      WHERE workspace_id = ${workspaceId}::uuid AND prediction_id = ANY(${arrayParameter(predictionIds)}::text[])
      ORDER BY prediction_id, pointer_id, revision DESC
    ), held AS MATERIALIZED (
      SELECT p.prediction_id, p.arm, p.exposure_id, p.day, p.label AS was, k.label, k.revision, e.pointer_id, e.cohort_seconds
      FROM prediction p JOIN known k USING (prediction_id) JOIN exposure e ON e.id = p.exposure_id
      WHERE p.workspace_id = ${workspaceId}::uuid AND p.label IS NOT NULL AND p.label_revision < k.revision
        AND k.pointer_id IN (${NIL}::uuid, e.pointer_id)
        AND NOT EXISTS (SELECT FROM known other WHERE other.prediction_id = k.prediction_id
          AND other.pointer_id IN (${NIL}::uuid, e.pointer_id) AND (other.revision, other.pointer_id) > (k.revision, k.pointer_id))
      FOR NO KEY UPDATE OF p
    ), labelled AS (
      UPDATE prediction p SET label = h.label, label_revision = h.revision FROM held h
      WHERE p.workspace_id = ${workspaceId}::uuid
        AND (p.prediction_id, p.arm, p.exposure_id, p.day) = (h.prediction_id, h.arm, h.exposure_id, h.day)
      RETURNING p.*, h.was, h.pointer_id, h.cohort_seconds
    ), marked AS (
      UPDATE outcome o SET joined = true FROM labelled l
      WHERE o.workspace_id = l.workspace_id AND o.prediction_id = l.prediction_id AND NOT o.joined AND o.revision <= l.label_revision
        AND o.pointer_id IN (${NIL}::uuid, l.pointer_id)
    )
    SELECT exposure_id AS "exposureId", cohort_seconds AS "cohortSeconds", arm, at, received_at AS "receivedAt", score,
           latency_ms AS "latencyMs", failed, slices, label, subject::text, was
    FROM labelled`;
  const observations = revised.flatMap((row) => revisedObservations(labelledOf(row), row.was, row.label));
  await storeObservations(tx, workspaceId, observations, now);
  return revised.map(({ exposureId }) => exposureId);
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
          AND (p.label IS NULL OR p.label_revision < o.revision) AND o.pointer_id IN (${NIL}::uuid, e.pointer_id))
    LIMIT ${SWEEP_ROWS_MAX}`;
  const ids = rows.map((row) => row.predictionId);
  return [
    ...(await joinOutcomes(tx, workspaceId, ids, now)),
    ...(await reviseLabels(tx, workspaceId, ids, now)),
  ];
}
