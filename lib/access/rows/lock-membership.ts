import { noSuchPerson } from "#lib/access/no-such-person.ts";
import type { Tx } from "#lib/db/client.ts";
import type { BusinessFunction, Role } from "#lib/kernel/caller.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";

export type LockedMembership = {
  readonly roles: readonly Role[];
  /** What the person may sign for now. */
  readonly functions: readonly BusinessFunction[];
  readonly email: string;
  readonly disabled: boolean;
  /** Whether they redeemed their invitation, or were bound to a provider. */
  readonly joined: boolean;
  /** Whether this is the only admin left who can still sign in. */
  readonly lastAdmin: boolean;
};

/**
 * A person's membership. Changes of people are serialised: two admins who remove each other's role at the same time
 * must not leave the workspace without one.
 */
export async function lockMembership(
  tx: Tx,
  workspaceId: string,
  personId: string,
  now: Date,
): Promise<Result<LockedMembership, Refusal>> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`membership/${workspaceId}`}, 2))`;
  const [row] = await tx.$queryRaw<LockedMembership[]>`
    SELECT member.roles, functions_held(member.workspace_id, member.person_id, ${now}) AS functions, person.email,
           person.disabled_at IS NOT NULL AS disabled,
           EXISTS (SELECT FROM person_identity WHERE person_id = person.id) AS joined,
           'admin' = ANY (member.roles) AND NOT EXISTS (
             SELECT FROM membership other JOIN person someone ON someone.id = other.person_id
             WHERE other.workspace_id = member.workspace_id AND other.person_id <> member.person_id
               AND 'admin' = ANY (other.roles) AND someone.disabled_at IS NULL
               AND EXISTS (SELECT FROM person_identity WHERE person_id = someone.id)
           ) AS "lastAdmin"
    FROM membership member JOIN person ON person.id = member.person_id
    WHERE member.workspace_id = ${workspaceId}::uuid AND member.person_id = ${personId}::uuid FOR UPDATE OF member`;
  return row ? ok(row) : noSuchPerson;
}

export const lastAdminRefusal = refuse("illegal", "last-admin", "This is the workspace's only admin.", {
  todo: "Make someone else an admin first.",
});
