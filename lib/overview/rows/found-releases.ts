import { Prisma } from "#generated/prisma/client.ts";
import type { Tx } from "#lib/db/client.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { statesNamed } from "#lib/kernel/state-word.ts";
import type { HitOf } from "#lib/overview/views/search.ts";
import { RELEASE_STATES } from "#lib/releases/release.ts";
import {
  type Asked,
  allMet,
  contains,
  equals,
  type Found,
  hasDigest,
  isNumber,
  ofVersion,
  oneOfStates,
  onPointerNamed,
} from "./search-terms.ts";

/** Releases by number, version, model, pointer, author, tier, change class, state or digest. */
export async function foundReleases(
  tx: Tx,
  { terms, offset, take }: Asked,
): Promise<Found<HitOf<"release">>[]> {
  const condition = allMet("release", terms, (term) => [
    equals(Prisma.sql`it.number`, term.number),
    ofVersion(Prisma.sql`it.version_id`, term),
    onPointerNamed(Prisma.sql`it.pointer_id`, term),
    contains(Prisma.sql`it.author_name`, term),
    contains(Prisma.sql`it.tier || ' tier ' || it.change_class || ' change'`, term),
    oneOfStates(Prisma.sql`it.state`, statesNamed(RELEASE_STATES, term.text)),
    hasDigest(Prisma.sql`it.subject_digest`, term),
    term.digest &&
      Prisma.sql`EXISTS (SELECT FROM jsonb_each_text(it.section_digests) section
      WHERE ${hasDigest(Prisma.sql`section.value`, term)})`,
  ]);
  const rows = await tx.$queryRaw<Row[]>`
    WITH page AS (
      SELECT *, ${isNumber(Prisma.sql`it.number`, terms, "number")} AS exact FROM release it
      WHERE ${condition} ORDER BY exact DESC, it.number DESC LIMIT ${take} OFFSET ${offset}
    )
    SELECT page.number, page.state, page.author_name AS author, page.created_at AS at, page.subject_digest AS digest,
           model.name AS model, version.number AS version, pointer.name AS pointer, page.exact
    FROM page JOIN model ON model.id = page.model_id JOIN pointer ON pointer.id = page.pointer_id
    JOIN model_version version ON version.id = page.version_id
    ORDER BY page.exact DESC, page.number DESC`;
  return rows.map(({ exact, at, state, ...release }) => ({
    hit: { kind: "release", ...release, state: oneOf(RELEASE_STATES, state), at: at.toISOString() },
    exact,
  }));
}

type Row = Omit<HitOf<"release">, "kind" | "at" | "state"> & { at: Date; state: string; exact: boolean };
