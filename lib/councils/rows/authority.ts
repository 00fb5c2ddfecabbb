import { Prisma } from "#generated/prisma/client.ts";
import { IDENTITY_LEVELS, type IdentityLevel } from "#lib/access/identity-level.ts";
import { PRESENT_IDENTITY } from "#lib/access/rows/present-identity.ts";
import { type Identities, isTaken } from "#lib/councils/identity-taken.ts";
import type { Tx } from "#lib/db/client.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { oneOf } from "#lib/kernel/one-of.ts";

/** Whether the member `member` is one who signs, by role. */
export const SIGNS = Prisma.sql`'reviewer' = ANY(member.roles) AND NOT 'admin' = ANY(member.roles)`;

/** Who may sign for which function now, and at which level each is known. */
export type Authority = {
  readonly speaksFor: (personId: string, seat: BusinessFunction) => boolean;
  readonly levelOf: Identities["of"];
};

/** The authority of the workspace's reviewers who are not admins, have joined and whose account is active. */
export async function authorityHere(tx: Tx, now: Date): Promise<Authority> {
  const members = await tx.$queryRaw<{ personId: string; functions: string[]; level: string }[]>`
    SELECT person.id::text AS "personId", identity.level,
           functions_held(member.workspace_id, member.person_id, ${now}) AS functions
    FROM membership member JOIN person ON person.id = member.person_id
    JOIN ${PRESENT_IDENTITY} ON true
    WHERE ${SIGNS} AND person.disabled_at IS NULL`;
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
