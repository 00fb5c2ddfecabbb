import type { Tx } from "#lib/db/client.ts";

/** The name of a person who is known to exist. */
export async function personNamed(tx: Tx, id: string): Promise<string> {
  const [person] = await tx.$queryRaw<[{ name: string }]>`SELECT name FROM person WHERE id = ${id}::uuid`;
  return person.name;
}
