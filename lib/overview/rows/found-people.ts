import { Prisma } from "#generated/prisma/client.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { HitOf } from "#lib/overview/views/search.ts";
import { type Asked, allMet, contains, type Found } from "./search-terms.ts";

/** The people of the caller's workspace by name. */
export async function foundPeople(
  tx: Tx,
  { terms, offset, take }: Asked,
  { workspaceId }: Caller,
  now: Date,
): Promise<Found<HitOf<"person">>[]> {
  const name = Prisma.sql`it.name`;
  const condition = allMet("person", terms, (term) => [contains(name, term)]);
  const words = Prisma.sql`string_to_array(lower(it.name), ' ') @> ${terms.map(({ text }) => text)}`;
  const rows = await tx.$queryRaw<(Omit<HitOf<"person">, "kind"> & { exact: boolean })[]>`
    SELECT it.id::text, it.name, member.roles,
           functions_held(member.workspace_id, it.id, ${now}) AS functions, ${words} AS exact
    FROM membership member JOIN person it ON it.id = member.person_id
    WHERE member.workspace_id = ${workspaceId}::uuid AND ${condition}
    ORDER BY exact DESC, it.name, it.id LIMIT ${take} OFFSET ${offset}`;
  return rows.map(({ exact, ...person }) => ({ hit: { kind: "person", ...person }, exact }));
}
