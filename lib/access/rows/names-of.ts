import type { Tx } from "#lib/db/client.ts";

/** Names of people by id. */
export async function namesOf(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const people = await tx.$queryRaw<{ id: string; name: string }[]>`
    SELECT id::text, name FROM person WHERE id::text = ANY (${[...new Set(ids)]})`;
  return new Map(people.map(({ id, name }) => [id, name]));
}
