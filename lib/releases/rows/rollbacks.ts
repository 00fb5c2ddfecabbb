import { Prisma } from "#generated/prisma/client.ts";
import type { Tx } from "#lib/db/client.ts";
import type { RolledBack } from "#lib/releases/checks.ts";
import type { RollbackStory } from "#lib/releases/views/rollback-story.ts";

type Row = Omit<RolledBack, "incident"> & {
  id: string;
  because: string | null;
  incident: number | null;
  closedAt: Date | null;
};

/** Rollouts with what a rollback shows; `same` says whether the candidate is this version. */
const rollouts = (versionId: string) => Prisma.sql`
  SELECT r.id::text, r.number AS release, v.number AS version, o.candidate_id = ${versionId}::uuid AS same,
         p.name AS pointer, o.state, o.because, coalesce(o.ended_at, o.started_at) AS at,
         i.number AS incident, i.closed_at AS "closedAt"
  FROM rollout o
  JOIN release r ON r.id = o.release_id
  JOIN model_version v ON v.id = o.candidate_id
  JOIN pointer p ON p.id = o.pointer_id
  LEFT JOIN LATERAL (SELECT number, closed_at FROM incident WHERE rollout_id = o.id ORDER BY number DESC LIMIT 1) i
    ON true`;

/** Before the release's own rollout, or before now where it has none. */
const earlierThan = (releaseId: string | null) => Prisma.sql`
  o.started_at < coalesce((SELECT started_at FROM rollout WHERE release_id = ${releaseId}::uuid), 'infinity')`;

const ROLLED_BACK = Prisma.sql`state IN ('rolling-back', 'rolled-back')`;

type Of = {
  readonly pointerId: string;
  readonly versionId: string;
  /** The release in question; null where it is not opened yet. */
  readonly releaseId: string | null;
};

/**
 * The rollback that a release follows: that of the last rollout of its version, or else of the last one on its
 * pointer. Its own rollout and those after it do not count.
 */
export async function lastRollback(
  tx: Tx,
  { pointerId, versionId, releaseId }: Of,
): Promise<RolledBack | null> {
  const latest = (of: Prisma.Sql) => Prisma.sql`
    (${rollouts(versionId)} WHERE ${of} AND ${earlierThan(releaseId)} ORDER BY o.started_at DESC LIMIT 1)`;
  const rows = await tx.$queryRaw<Row[]>`
    SELECT * FROM (
      ${latest(Prisma.sql`o.candidate_id = ${versionId}::uuid`)}
      UNION ALL
      ${latest(Prisma.sql`o.pointer_id = ${pointerId}::uuid`)}
    ) latest WHERE ${ROLLED_BACK} ORDER BY same DESC LIMIT 1`;
  return rows[0] ? rolledBack(rows[0]) : null;
}

type Told = { readonly id: string; readonly modelId: string; readonly versionId: string };

/** How this release was rolled back; null where it was not. */
export async function ownRollback(tx: Tx, { id, versionId }: Told): Promise<RollbackStory | null> {
  const rows = await tx.$queryRaw<Row[]>`
    ${rollouts(versionId)} WHERE o.release_id = ${id}::uuid AND o.${ROLLED_BACK}`;
  return storyOf(tx, rows[0]);
}

/** How the last release of the model before this one was rolled back; null where it was not. */
export async function rollbackBefore(
  tx: Tx,
  { id, modelId, versionId }: Told,
): Promise<RollbackStory | null> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT * FROM (
      ${rollouts(versionId)} WHERE r.model_id = ${modelId}::uuid AND ${earlierThan(id)}
      ORDER BY o.started_at DESC LIMIT 1
    ) latest WHERE ${ROLLED_BACK}`;
  return storyOf(tx, rows[0]);
}

async function storyOf(tx: Tx, row: Row | undefined): Promise<RollbackStory | null> {
  if (!row) return null;
  const { release, version, pointer, at, incident } = rolledBack(row);
  return {
    release,
    version,
    pointer,
    at: at.toISOString(),
    because: row.because,
    incident,
    findings: await findingsOf(tx, row.id),
  };
}

/** What was found, newest first, from the release's own stream; null where the text was erased. */
async function findingsOf(tx: Tx, releaseId: string): Promise<RollbackStory["findings"]> {
  const rows = await tx.$queryRaw<{ by: string | null; at: Date; text: string | null }[]>`
    SELECT p.name AS by, e.occurred_at AS at, d.body #>> '{}' AS text
    FROM audit_event e
    LEFT JOIN person p ON p.id::text = e.actor_id
    LEFT JOIN audit_detail d ON d.event_id = e.id AND d.name = 'finding'
    WHERE e.stream = ${`release/${releaseId}`} AND e.action = 'release.explained'
    ORDER BY e.id DESC LIMIT 20`;
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

const rolledBack = ({ version, same, pointer, release, at, incident, closedAt }: Row): RolledBack => ({
  version,
  same,
  pointer,
  release,
  at,
  incident: incident === null ? null : { number: incident, open: closedAt === null },
});
