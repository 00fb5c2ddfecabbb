import { Prisma } from "#generated/prisma/client.ts";
import { type IdentityLevel, NOBODY } from "#lib/access/identity-level.ts";
import { type KnownRow, knownOf } from "#lib/access/rows/known-identity.ts";
import { PRESENT_IDENTITY } from "#lib/access/rows/present-identity.ts";
import { type Identities, isTaken } from "#lib/councils/identity-taken.ts";
import type { Signable } from "#lib/councils/signable.ts";
import { peopleOf, voiceOf } from "#lib/councils/signature.ts";
import type { Tx } from "#lib/db/client.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";

/** Whether the member `member` is one who signs, by role. */
export const SIGNS = Prisma.sql`'reviewer' = ANY(member.roles) AND NOT 'admin' = ANY(member.roles)`;

/** Who may sign for which function now, and how each is known. */
export type Authority = {
  readonly speaksFor: (personId: string, seat: BusinessFunction) => boolean;
  /** Whether this person signs for any function at all, as a delegate must. */
  readonly signs: (personId: string) => boolean;
  readonly known: Identities["of"];
};

/** The authority of the workspace's reviewers who are not admins, have joined and whose account is active. */
export async function authorityHere(tx: Tx, now: Date): Promise<Authority> {
  const members = await tx.$queryRaw<(KnownRow & { personId: string; functions: string[] })[]>`
    SELECT person.id::text AS "personId", identity.level, identity.accounts,
           functions_held(member.workspace_id, member.person_id, ${now}) AS functions
    FROM membership member JOIN person ON person.id = member.person_id
    JOIN ${PRESENT_IDENTITY} ON true
    WHERE ${SIGNS} AND person.disabled_at IS NULL`;
  const byId = new Map(members.map((member) => [member.personId, { ...member, known: knownOf(member) }]));
  return {
    speaksFor: (personId, seat) => byId.get(personId)?.functions.includes(seat) ?? false,
    signs: (personId) => (byId.get(personId)?.functions.length ?? 0) > 0,
    known: (personId) => byId.get(personId)?.known ?? NOBODY,
  };
}

/** How a subject that takes these levels sees this authority: who is entitled, and who each is. */
export function authorityOver(
  { speaksFor, signs, known }: Authority,
  takes: readonly IdentityLevel[],
  excluded: ReadonlySet<string>,
): Pick<Signable, "identity" | "entitled"> {
  const identity: Identities = { takes, of: known };
  return {
    identity,
    entitled: (approval) =>
      speaksFor(voiceOf(approval), approval.seat) &&
      signs(approval.signerId) &&
      isTaken(identity, approval) &&
      !peopleOf(approval).some((id) => excluded.has(id)),
  };
}
