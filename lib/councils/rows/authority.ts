import { Prisma } from "#generated/prisma/client.ts";
import type { Tx } from "#lib/db/client.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";

/** Whether the member `m` is one who signs, by role. */
export const SIGNS = Prisma.sql`'reviewer' = ANY(m.roles) AND NOT 'admin' = ANY(m.roles)`;

/** Which of these people may sign for which function now: reviewers with an active account who are not admins. */
export async function authorityOf(
  tx: Tx,
  personIds: readonly string[],
  now: Date,
): Promise<(personId: string, seat: BusinessFunction) => boolean> {
  const ids = [...new Set(personIds)];
  const members = await tx.$queryRaw<{ personId: string; functions: string[] }[]>`
    SELECT m.person_id AS "personId", functions_held(m.workspace_id, m.person_id, ${now}) AS functions
    FROM membership m JOIN person p ON p.id = m.person_id
    WHERE m.person_id = ANY(${ids}::uuid[]) AND ${SIGNS} AND p.disabled_at IS NULL`;
  const functions = new Map(members.map((member) => [member.personId, member.functions]));
  return (personId, seat) => functions.get(personId)?.includes(seat) ?? false;
}
