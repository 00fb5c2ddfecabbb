import type { Tx } from "#lib/db/client.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";

/** A member of the workspace who can still sign in, found by the field they were named in. */
export async function activePerson(
  tx: Tx,
  personId: string,
  field: string,
): Promise<Result<{ readonly name: string }, Refusal>> {
  const [person] = await tx.$queryRaw<{ name: string }[]>`
    SELECT person.name FROM membership member JOIN person ON person.id = member.person_id
    WHERE member.person_id = ${personId}::uuid AND person.disabled_at IS NULL`;
  return person
    ? ok(person)
    : refuse("invalid", "person-not-active", "This is not an active person of this workspace.", { field });
}

/** Those of these people who can still sign in here, with their names. */
export async function activeAmong(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const people = await tx.$queryRaw<{ id: string; name: string }[]>`
    SELECT person.id::text, person.name FROM membership member JOIN person ON person.id = member.person_id
    WHERE member.person_id = ANY (${[...ids]}::uuid[]) AND person.disabled_at IS NULL`;
  return new Map(people.map(({ id, name }) => [id, name]));
}

/** All who can still sign in here, by name. */
export const activePeople = (tx: Tx): Promise<{ id: string; name: string }[]> =>
  tx.$queryRaw<{ id: string; name: string }[]>`
    SELECT person.id::text, person.name FROM membership JOIN person ON person.id = membership.person_id
    WHERE person.disabled_at IS NULL ORDER BY person.name`;
