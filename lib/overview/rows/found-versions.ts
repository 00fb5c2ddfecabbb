import { Prisma } from "#generated/prisma/client.ts";
import type { Tx } from "#lib/db/client.ts";
import { containsPattern } from "#lib/db/search-pattern.ts";
import type { Term } from "#lib/overview/search.ts";
import type { HitOf } from "#lib/overview/views/search.ts";
import { type Asked, allMet, equals, type Found, hasDigest, isNumber } from "./search-terms.ts";

/** Versions by their model, their number, whether they are live, or a digest: their own, or that of a card or report. */
export async function foundVersions(
  tx: Tx,
  { terms, offset, take }: Asked,
): Promise<Found<HitOf<"version">>[]> {
  const ways = new Map<Term, (Prisma.Sql | null)[]>();
  for (const term of terms) ways.set(term, await waysTo(tx, term));
  const condition = allMet("version", terms, (term) => ways.get(term) ?? []);
  const number = Prisma.sql`it.number`;
  const numbered = terms.some((term) => term.version !== null);
  // Without a number the newest come first straight from their index.
  const order = numbered ? Prisma.sql`exact DESC, it.created_at DESC` : Prisma.sql`it.created_at DESC`;
  const rows = await tx.$queryRaw<Row[]>`
    SELECT model.name AS model, it.number, it.digest, it.registered_by AS "registeredBy",
           it.created_at AS at, live.pointer AS "liveOn", ${isNumber(number, terms, "version")} AS exact
    FROM model_version it JOIN model ON model.id = it.model_id
    LEFT JOIN LATERAL (SELECT pointer.name AS pointer ${SERVED_BASES} WHERE pointer.model_id = it.model_id
                       AND now.base_version_id = it.id ORDER BY pointer.name LIMIT 1) live ON true
    WHERE ${condition} ORDER BY ${order} LIMIT ${take} OFFSET ${offset}`;
  const typed = terms.some(({ digest }) => digest !== null);
  return rows.map(({ exact, at, ...version }) => ({
    hit: { kind: "version", ...version, at: at.toISOString() },
    exact: exact || typed,
  }));
}

type Row = Omit<HitOf<"version">, "kind" | "at"> & { at: Date; exact: boolean };

/** What each pointer serves now, for whoever is not on a candidate. */
const SERVED_BASES = Prisma.sql`FROM pointer JOIN LATERAL (
  SELECT base_version_id FROM exposure WHERE pointer_id = pointer.id ORDER BY sequence DESC LIMIT 1) now ON true`;

/** Models and digests are looked up first, so that no search reads every version. */
async function waysTo(tx: Tx, term: Term): Promise<(Prisma.Sql | null)[]> {
  const models = await tx.$queryRaw<{ id: string }[]>`
    SELECT id::text FROM model WHERE name ILIKE ${containsPattern(term.text)}`;
  const ids = models.map(({ id }) => id);
  return [
    ids.length > 0 ? Prisma.sql`it.model_id = ANY(${ids}::uuid[])` : null,
    equals(Prisma.sql`it.number`, term.version),
    term.text === "live" ? Prisma.sql`it.id IN (SELECT now.base_version_id ${SERVED_BASES})` : null,
    ...(await byDigest(tx, term)),
  ];
}

const SAME_DIGEST_MAX = 200;

async function byDigest(tx: Tx, term: Term): Promise<Prisma.Sql[]> {
  const column = hasDigest(Prisma.sql`digest`, term);
  if (!column) return [];
  const found = await tx.$queryRaw<{ id: string }[]>`
    (SELECT id::text FROM model_version WHERE ${column} LIMIT ${SAME_DIGEST_MAX})
    UNION (SELECT version_id::text FROM card_revision WHERE ${column} LIMIT ${SAME_DIGEST_MAX})
    UNION (SELECT version_id::text FROM evaluation_report WHERE ${column} LIMIT ${SAME_DIGEST_MAX})`;
  return found.length > 0 ? [Prisma.sql`it.id = ANY(${found.map(({ id }) => id)}::uuid[])`] : [];
}
