import { Prisma } from "#generated/prisma/client.ts";
import type { Tx } from "#lib/db/client.ts";

/**
 * `ancestor (version_id, descendant_id, ends)`: these versions and the ones they were made from, by name or by shared
 * files. The search `ends` at a version that was approved and released as one of the same model: those before it were
 * part of that decision.
 */
export const ancestors = (versionIds: readonly string[]): Prisma.Sql => Prisma.sql`
  ancestor (version_id, descendant_id, ends) AS (
    SELECT id, id, false FROM model_version WHERE id = ANY (${[...versionIds]}::uuid[])
    UNION
    SELECT made_from.id, ancestor.descendant_id, EXISTS (
             SELECT FROM release WHERE release.version_id = made_from.id AND release.state IN ('released', 'superseded')
               AND release.model_id = (SELECT model_id FROM model_version WHERE id = ancestor.descendant_id))
    FROM ancestor, LATERAL (
      SELECT parent_id AS id FROM model_version WHERE id = ancestor.version_id AND parent_id IS NOT NULL
      UNION ALL
      SELECT origin_id FROM version_origin WHERE version_id = ancestor.version_id
    ) made_from
    WHERE NOT ancestor.ends
  )`;

/** The streams of the log that say what a version was made from and by whom: models, tokens, approving releases. */
export async function streamsOfAncestry(tx: Tx, versionId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ stream: string }[]>`
    WITH RECURSIVE made_from (id) AS (
      SELECT ${versionId}::uuid
      UNION
      SELECT edge.id FROM made_from, LATERAL (
        SELECT parent_id AS id FROM model_version WHERE id = made_from.id AND parent_id IS NOT NULL
        UNION ALL
        SELECT origin_id FROM version_origin WHERE version_id = made_from.id
      ) edge
    ), of_model AS MATERIALIZED (
      SELECT DISTINCT 'model/' || model_id AS stream FROM model_version JOIN made_from USING (id)
    )
    SELECT stream FROM of_model
    UNION
    SELECT 'token/' || event.actor_id FROM audit_event event
    WHERE event.stream IN (SELECT stream FROM of_model) AND event.view -> 'actor' ->> 'type' = 'service'
    UNION
    SELECT 'release/' || release.id FROM release JOIN made_from ON made_from.id = release.version_id
    WHERE release.state IN ('released', 'superseded') AND release.version_id <> ${versionId}::uuid`;
  return rows.map(({ stream }) => stream);
}
