import { Prisma } from "#generated/prisma/client.ts";
import { containsPattern } from "#lib/db/search-pattern.ts";
import type { SearchKind, Term } from "#lib/overview/search.ts";

/** A search in one kind of thing: where to begin and how many to read. */
export type Asked = {
  readonly terms: readonly Term[];
  readonly offset: number;
  readonly take: number;
};

/** Something found, and whether a number or a name of it is exactly what was typed. */
export type Found<Hit> = { readonly hit: Hit; readonly exact: boolean };

/** The condition that every term is met, each by naming the kind or by one of what `meets` gives for it. */
export const allMet = (
  kind: SearchKind,
  terms: readonly Term[],
  meets: (term: Term) => (Prisma.Sql | null)[],
): Prisma.Sql =>
  Prisma.join(
    terms.map((term) => {
      if (term.kind === kind) return Prisma.sql`true`;
      const ways = meets(term).filter((way) => way !== null);
      return ways.length > 0 ? Prisma.sql`(${Prisma.join(ways, " OR ")})` : Prisma.sql`false`;
    }),
    " AND ",
  );

export const contains = (column: Prisma.Sql, { text }: Term): Prisma.Sql =>
  Prisma.sql`${column} ILIKE ${containsPattern(text)}`;

/** Under row security the index serves a range but not a pattern. */
export const hasDigest = (column: Prisma.Sql, { digest }: Term): Prisma.Sql | null => {
  if (!digest) return null;
  const from = `sha256:${digest.start}`;
  // "g" sorts after every hex digit.
  return Prisma.sql`(${column} >= ${from} AND ${column} < ${`${from}g`} AND ${column} LIKE ${`%${digest.end}`})`;
};

export const oneOfStates = (column: Prisma.Sql, states: readonly string[]): Prisma.Sql | null =>
  states.length > 0 ? Prisma.sql`${column} = ANY(${[...states]})` : null;

export const equals = (column: Prisma.Sql, number: number | null): Prisma.Sql | null =>
  number === null ? null : Prisma.sql`${column} = ${number}`;

/** Whether a column is one of the numbers that were typed. */
export function isNumber(column: Prisma.Sql, terms: readonly Term[], of: "number" | "version"): Prisma.Sql {
  const numbers = terms.flatMap((term) => term[of] ?? []);
  return numbers.length > 0 ? Prisma.sql`${column} = ANY(${numbers})` : Prisma.sql`false`;
}

/** Whether a column is one of the words that were typed. */
export const isWord = (column: Prisma.Sql, terms: readonly Term[]): Prisma.Sql =>
  Prisma.sql`lower(${column}) = ANY(${terms.map(({ text }) => text)})`;

/** Of a pointer or a model with this in its name. Joined only here, as a join of every row would cost far more. */
export const onPointerNamed = (column: Prisma.Sql, { text }: Term): Prisma.Sql => {
  const pattern = containsPattern(text);
  return Prisma.sql`${column} IN (SELECT pointer.id FROM pointer JOIN model ON model.id = pointer.model_id
    WHERE model.name ILIKE ${pattern} OR pointer.name ILIKE ${pattern})`;
};

/** Of a version with this number. */
export const ofVersion = (column: Prisma.Sql, { version }: Term): Prisma.Sql | null =>
  version === null ? null : Prisma.sql`${column} IN (SELECT id FROM model_version WHERE number = ${version})`;
