import type { IdentityLevel } from "#lib/access/identity-level.ts";
import { PRESENT_IDENTITY } from "#lib/access/rows/present-identity.ts";
import type { Tx } from "#lib/db/client.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { SIGNS } from "./authority.ts";

export type Reviewer = {
  readonly id: string;
  readonly name: string;
  readonly functions: readonly BusinessFunction[];
  readonly level: IdentityLevel;
};

/** Everyone who has joined and may sign, by name, except contributors to the subject. */
export const reviewersExcept = (tx: Tx, excludedIds: readonly string[], now: Date): Promise<Reviewer[]> =>
  tx.$queryRaw<Reviewer[]>`
    SELECT person.id::text, person.name, identity.level,
           functions_held(member.workspace_id, member.person_id, ${now}) AS functions
    FROM membership member
    JOIN person ON person.id = member.person_id AND person.disabled_at IS NULL
    JOIN ${PRESENT_IDENTITY} ON true
    WHERE ${SIGNS} AND NOT member.person_id::text = ANY(${[...excludedIds]}::text[])
    ORDER BY person.name`;
