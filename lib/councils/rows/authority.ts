import { IDENTITY_LEVELS, type IdentityLevel } from "#lib/access/identity-level.ts";
import { PRESENT_IDENTITY } from "#lib/access/rows/present-identity.ts";
import { type Identities, isTaken } from "#lib/councils/identity-taken.ts";
import type { Tx } from "#lib/db/client.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { oneOf } from "#lib/kernel/one-of.ts";

/** Who may sign for which function now, and at which level each is known. */
export type Authority = {
  readonly speaksFor: (personId: string, seat: BusinessFunction) => boolean;
  readonly levelOf: Identities["of"];
};

/** The authority of the workspace's reviewers who have joined and whose account is active. */
export async function authorityHere(tx: Tx): Promise<Authority> {
  const members = await tx.$queryRaw<{ personId: string; functions: string[]; level: string }[]>`
    SELECT person.id::text AS "personId", member.functions, identity.level
    FROM membership member JOIN person ON person.id = member.person_id
    JOIN ${PRESENT_IDENTITY} ON true
    WHERE 'reviewer' = ANY(member.roles) AND person.disabled_at IS NULL`;
  const known = new Map(members.map((member) => [member.personId, member]));
  return {
    speaksFor: (personId, seat) => known.get(personId)?.functions.includes(seat) ?? false,
    levelOf: (personId): IdentityLevel | null => {
      const level = known.get(personId)?.level;
      return level === undefined ? null : oneOf(IDENTITY_LEVELS, level);
    },
  };
}

/** How a subject that takes these levels sees this authority: who is entitled, and who each is. */
export function authorityOver(
  { speaksFor, levelOf }: Authority,
  takes: readonly IdentityLevel[],
  excluded: ReadonlySet<string>,
): { identity: Identities; entitled: (personId: string, seat: BusinessFunction) => boolean } {
  const identity: Identities = { takes, of: levelOf };
  return {
    identity,
    entitled: (personId, seat) =>
      speaksFor(personId, seat) && isTaken(identity, personId) && !excluded.has(personId),
  };
}

/**
 * The functions for which this person may sign now. Holds their membership until the transaction ends, so that none is
 * taken away between this answer and what is decided by it.
 */
export async function functionsNow(tx: Tx, personId: string): Promise<BusinessFunction[]> {
  const [member] = await tx.$queryRaw<{ functions: BusinessFunction[] }[]>`
    SELECT m.functions FROM membership m JOIN person p ON p.id = m.person_id
    WHERE m.person_id::text = ${personId} AND 'reviewer' = ANY(m.roles) AND p.disabled_at IS NULL FOR SHARE OF m`;
  return member?.functions ?? [];
}
