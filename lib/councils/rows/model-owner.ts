import type { Tx } from "#lib/db/client.ts";

/** Whether this person is an active data scientist here, who can answer for a model they own. */
export async function canStillAssess(tx: Tx, personId: string): Promise<boolean> {
  const [member] = await tx.$queryRaw<unknown[]>`
    SELECT FROM membership member JOIN person ON person.id = member.person_id
    WHERE member.person_id = ${personId}::uuid AND person.disabled_at IS NULL AND 'data-scientist' = ANY(member.roles)`;
  return member !== undefined;
}
