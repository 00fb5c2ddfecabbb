import type { Tx } from "#lib/db/client.ts";

/** The names of the active people of the workspace, by id. */
export async function membersHere(tx: Tx): Promise<Map<string, string>> {
  const rows = await tx.$queryRaw<{ id: string; name: string }[]>`
    SELECT person.id::text, person.name FROM membership member
    JOIN person ON person.id = member.person_id AND person.disabled_at IS NULL ORDER BY person.name`;
  return new Map(rows.map(({ id, name }) => [id, name]));
}
