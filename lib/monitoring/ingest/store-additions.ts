import { arrayParameter } from "#lib/db/array-parameter.ts";
import type { Sql } from "#lib/db/sql.ts";
import { additionTo, type Stored } from "#lib/monitoring/addition.ts";
import type { Observation } from "#lib/monitoring/observation.ts";

/** An exposure whose rollout a judge watches, as it was marked before it is added to. */
export type WatchedMark = { readonly exposureId: string; readonly mark: string };

/**
 * Locks the marks of exposures, so that whoever adds to one waits for the others from here on, and tells which of them are
 * watched. In the order of their ids, so that two batches do not wait in a circle.
 */
export function lockMarks(tx: Sql, exposureIds: readonly string[]): Promise<WatchedMark[]> {
  return tx.$queryRaw<WatchedMark[]>`
    WITH locked AS MATERIALIZED (
      SELECT exposure_id, mark FROM evidence_mark WHERE exposure_id = ANY(${arrayParameter(exposureIds)}::uuid[])
      ORDER BY exposure_id FOR NO KEY UPDATE
    )
    SELECT exposure_id AS "exposureId", mark FROM locked
    WHERE exposure_id IN (SELECT exposure_id FROM rollout WHERE state IN ('running', 'paused', 'halted'))
      AND EXISTS (SELECT FROM worker_lease WHERE work = 'reconciler' AND until > now())`;
}

/** Stores what a batch added to each watched exposure, from the mark before to that of now. */
export async function storeAdditions(
  tx: Sql,
  workspaceId: string,
  watched: readonly WatchedMark[],
  stored: Stored,
  { observations, now }: { readonly observations: readonly Observation[]; readonly now: Date },
): Promise<void> {
  const added = watched.flatMap(({ exposureId, mark }) => {
    const { cohortSeconds } = observations.find((one) => one.exposureId === exposureId)!;
    const addition = additionTo(exposureId, stored, { cohortSeconds, now });
    return addition ? [{ exposureId, mark, text: JSON.stringify(addition) }] : [];
  });
  if (added.length === 0) return;
  const column = (key: "exposureId" | "mark" | "text") => arrayParameter(added.map((each) => each[key]));
  await tx.$executeRaw`
    INSERT INTO evidence_addition (workspace_id, exposure_id, mark_before, mark_after, added, at)
    SELECT ${workspaceId}::uuid, exposure_id, sent.mark, evidence_mark.mark, added::json, now()
    FROM unnest(${column("exposureId")}::uuid[], ${column("mark")}::uuid[], ${column("text")}::text[]) AS sent (exposure_id, mark, added)
    JOIN evidence_mark USING (exposure_id)`;
}

/** Drops what nobody who looks every second can still need; a judge who was away reads the sums. */
export async function dropOldAdditions(tx: Sql): Promise<void> {
  await tx.$executeRaw`DELETE FROM evidence_addition WHERE at < now() - interval '1 minute'`;
}
