import type { Tx } from "#lib/db/client.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";

/** Which of these people may sign for which function now: reviewers with an active account. */
export async function authorityOf(
  tx: Tx,
  personIds: readonly string[],
): Promise<(personId: string, seat: BusinessFunction) => boolean> {
  const ids = [...new Set(personIds)];
  const members = await tx.$queryRaw<{ personId: string; functions: string[] }[]>`
    SELECT m.person_id AS "personId", m.functions FROM membership m JOIN person p ON p.id = m.person_id
    WHERE m.person_id = ANY(${ids}::uuid[]) AND 'reviewer' = ANY(m.roles) AND p.disabled_at IS NULL`;
  const functions = new Map(members.map((member) => [member.personId, member.functions]));
  return (personId, seat) => functions.get(personId)?.includes(seat) ?? false;
}
