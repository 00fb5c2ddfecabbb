import type { Database } from "#lib/db/client.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import type { ServedPointer } from "#lib/exposure/assignment.ts";
import { flagKey } from "#lib/exposure/flag-key.ts";

/** An exposure is only ever inserted and nothing served with it is renamed: as long as none is added, the table is current. */
export async function exposuresRecorded(db: Database, workspaceIds: readonly string[]): Promise<number> {
  let recorded = 0;
  for (const id of workspaceIds) {
    const [row] = await inWorkspace(
      db,
      id,
      (tx) => tx.$queryRaw<[{ exposures: number }]>`SELECT count(*)::int AS exposures FROM exposure`,
      { readOnly: true },
    );
    recorded += row.exposures;
  }
  return recorded;
}

/** Every pointer's current exposure, by workspace and flag key. */
export async function readServed(
  db: Database,
  workspaceIds: readonly string[],
): Promise<Map<string, Map<string, ServedPointer>>> {
  const tables = new Map<string, Map<string, ServedPointer>>();
  for (const id of workspaceIds) {
    const rows = await inWorkspace(
      db,
      id,
      (tx) => tx.$queryRaw<ServedPointer[]>`
      SELECT e.workspace_id AS "workspaceId", m.name AS model, p.name AS pointer,
             e.id AS "exposureId", e.kind, b.number AS "baseVersion", c.number AS "candidateVersion",
             e.candidate_weight AS "candidateWeight", e.holdout_weight AS "holdoutWeight", e.salt,
             r.number AS rollout, l.number AS release, e.plan_digest AS "planDigest"
      FROM pointer p
      JOIN model m ON m.id = p.model_id
      -- A look-up each: the history is ten times as long as the list.
      JOIN LATERAL (SELECT * FROM exposure WHERE pointer_id = p.id ORDER BY sequence DESC LIMIT 1) e ON true
      JOIN model_version b ON b.id = e.base_version_id
      LEFT JOIN model_version c ON c.id = e.candidate_id
      LEFT JOIN rollout r ON r.id = e.rollout_id
      LEFT JOIN release l ON l.id = r.release_id`,
    );
    tables.set(id, new Map(rows.map((row) => [flagKey(row.model, row.pointer), row])));
  }
  return tables;
}
