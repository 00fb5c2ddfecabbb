import { arrayParameter } from "#lib/db/array-parameter.ts";
import type { Sql } from "#lib/db/sql.ts";
import type { Arm } from "#lib/exposure/bucketing.ts";
import { qualityObservations } from "#lib/monitoring/observation.ts";
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
  label: 0 | 1;
  subject: string | null;
};

const SWEEP_ROWS_MAX = 5000;

/**
 * Joins predictions to the outcomes that are stored and sums what they say; returns the exposure of each prediction
 * joined. Each prediction is joined once: the label is written only where there is none. Only outcomes that arrived on
 * one of `outcomeDays` are looked for, where these are given.
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
      SELECT prediction_id, label FROM outcome
      WHERE workspace_id = ${workspaceId}::uuid AND prediction_id = ANY(${arrayParameter(predictionIds)}::text[])
        AND (${outcomeDays}::date[] IS NULL OR day = ANY(${outcomeDays}::date[]))
    ), labelled AS (
      UPDATE prediction p SET label = k.label FROM known k
      WHERE p.workspace_id = ${workspaceId}::uuid AND p.prediction_id = k.prediction_id AND p.label IS NULL
      RETURNING p.*
    ), marked AS (
      UPDATE outcome o SET joined = true FROM labelled l
      WHERE o.workspace_id = l.workspace_id AND o.prediction_id = l.prediction_id AND NOT o.joined
    )
    SELECT l.exposure_id AS "exposureId", e.cohort_seconds AS "cohortSeconds", l.arm, l.at,
           l.received_at AS "receivedAt", l.score,
           l.latency_ms AS "latencyMs", l.failed, l.slices, l.label, l.subject::text
    FROM labelled l JOIN exposure e ON e.id = l.exposure_id`;
  const observations = joined.flatMap(({ label, subject, ...row }) =>
    qualityObservations({ ...row, group: groupOf(subject) }, label),
  );
  await storeObservations(tx, workspaceId, observations, now);
  return joined.map(({ exposureId }) => exposureId);
}

/**
 * Joins outcomes whose prediction is stored but not joined, because the process that ingested them died first. Runs
 * on a timer; cheap when there is nothing to do.
 */
export async function sweepOutcomes(tx: Sql, workspaceId: string, now: Date): Promise<readonly string[]> {
  const rows = await tx.$queryRaw<{ predictionId: string }[]>`
    SELECT o.prediction_id AS "predictionId" FROM outcome o
    WHERE o.workspace_id = ${workspaceId}::uuid AND NOT o.joined
      AND EXISTS (SELECT FROM prediction p WHERE p.workspace_id = o.workspace_id AND p.prediction_id = o.prediction_id AND p.label IS NULL)
    LIMIT ${SWEEP_ROWS_MAX}`;
  const ids = rows.map((row) => row.predictionId);
  return joinOutcomes(tx, workspaceId, ids, now);
}
