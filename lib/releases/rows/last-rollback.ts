import type { Tx } from "#lib/db/client.ts";
import type { RolledBack } from "#lib/releases/checks.ts";

type Of = {
  readonly pointerId: string;
  readonly versionId: string;
  /** The release in question; null where it is not opened yet. */
  readonly releaseId: string | null;
};

type Row = Omit<RolledBack, "incident"> & { incident: number | null; closedAt: Date | null };

/**
 * The rollback that a release follows: that of the last rollout of its version, or else of the last one on its
 * pointer. Its own rollout and those after it do not count.
 */
export async function lastRollback(
  tx: Tx,
  { pointerId, versionId, releaseId }: Of,
): Promise<RolledBack | null> {
  const rows = await tx.$queryRaw<Row[]>`
    WITH earlier AS (
      SELECT * FROM rollout
      WHERE (pointer_id = ${pointerId}::uuid OR candidate_id = ${versionId}::uuid)
        AND started_at < coalesce((SELECT started_at FROM rollout WHERE release_id = ${releaseId}::uuid), 'infinity')
    ), latest AS (
      (SELECT *, true AS same FROM earlier WHERE candidate_id = ${versionId}::uuid ORDER BY started_at DESC LIMIT 1)
      UNION ALL
      (SELECT *, false FROM earlier WHERE pointer_id = ${pointerId}::uuid ORDER BY started_at DESC LIMIT 1)
    )
    SELECT v.number AS version, o.same, p.name AS pointer, r.number AS release,
           coalesce(o.ended_at, o.started_at) AS at, i.number AS incident, i.closed_at AS "closedAt"
    FROM latest o
    JOIN release r ON r.id = o.release_id
    JOIN model_version v ON v.id = o.candidate_id
    JOIN pointer p ON p.id = o.pointer_id
    LEFT JOIN LATERAL (SELECT number, closed_at FROM incident WHERE rollout_id = o.id ORDER BY number DESC LIMIT 1) i
      ON true
    WHERE o.state IN ('rolling-back', 'rolled-back')
    ORDER BY o.same DESC LIMIT 1`;
  return rows[0] ? rolledBack(rows[0]) : null;
}

const rolledBack = ({ incident: number, closedAt, ...row }: Row): RolledBack => ({
  ...row,
  incident: number === null ? null : { number, open: closedAt === null },
});
