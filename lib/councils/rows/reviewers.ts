import type { Known } from "#lib/access/identity-level.ts";
import { type KnownRow, knownOf } from "#lib/access/rows/known-identity.ts";
import { PRESENT_IDENTITY } from "#lib/access/rows/present-identity.ts";
import type { Tx } from "#lib/db/client.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { SIGNS } from "./authority.ts";

export type Reviewer = {
  readonly id: string;
  readonly name: string;
  readonly functions: readonly BusinessFunction[];
  readonly known: Known;
};

/** Everyone who has joined and may sign, by name, except contributors to the subject. */
export async function reviewersExcept(
  tx: Tx,
  excludedIds: readonly string[],
  now: Date,
): Promise<Reviewer[]> {
  const rows = await tx.$queryRaw<(Omit<Reviewer, "known"> & KnownRow)[]>`
    SELECT person.id::text, person.name, identity.level, identity.accounts,
           functions_held(member.workspace_id, member.person_id, ${now}) AS functions
    FROM membership member
    JOIN person ON person.id = member.person_id AND person.disabled_at IS NULL
    JOIN ${PRESENT_IDENTITY} ON true
    WHERE ${SIGNS} AND NOT member.person_id::text = ANY(${[...excludedIds]}::text[])
    ORDER BY person.name`;
  return rows.map(({ level, accounts, ...reviewer }) => ({
    ...reviewer,
    known: knownOf({ level, accounts }),
  }));
}

/** The functions that each reviewer holds; none of whoever may not sign. */
export async function functionsOfReviewers(
  tx: Tx,
  now: Date,
): Promise<(person: string) => readonly BusinessFunction[]> {
  const reviewers = await reviewersExcept(tx, [], now);
  const held = new Map(reviewers.map(({ id, functions }) => [id, functions]));
  return (person) => held.get(person) ?? [];
}
