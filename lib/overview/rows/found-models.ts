import { Prisma } from "#generated/prisma/client.ts";
import type { Tx } from "#lib/db/client.ts";
import type { HitOf } from "#lib/overview/views/search.ts";
import { type Asked, allMet, contains, type Found, isWord } from "./search-terms.ts";

/** Models by name, title, purpose, owner or tier. */
export async function foundModels(tx: Tx, { terms, offset, take }: Asked): Promise<Found<HitOf<"model">>[]> {
  const name = Prisma.sql`it.name`;
  const condition = allMet("model", terms, (term) => [
    contains(name, term),
    contains(Prisma.sql`it.title`, term),
    contains(Prisma.sql`it.purpose`, term),
    contains(Prisma.sql`owner.name`, term),
    contains(Prisma.sql`it.risk_tier || ' tier'`, term),
  ]);
  const starts = Prisma.sql`starts_with(it.name, ${terms[0]!.text})`;
  const rows = await tx.$queryRaw<(Omit<HitOf<"model">, "kind"> & { exact: boolean })[]>`
    SELECT it.name, it.title, it.risk_tier AS tier, owner.name AS owner, ${isWord(name, terms)} AS exact
    FROM model it JOIN person owner ON owner.id = it.owner_id
    WHERE ${condition} ORDER BY exact DESC, ${starts} DESC, it.name LIMIT ${take} OFFSET ${offset}`;
  return rows.map(({ exact, ...model }) => ({ hit: { kind: "model", ...model }, exact }));
}
