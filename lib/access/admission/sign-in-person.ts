import { openSession } from "#lib/access/commands/open-session.ts";
import type { BoundIdentity } from "#lib/access/rows/bound-identities.ts";
import { run } from "#lib/command/run.ts";
import type { Database } from "#lib/db/client.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";

/** Where a sign-in comes from. */
export type SignInFrom = { readonly address: string; readonly userAgent: string };

/** What the cookie of a session carries. */
export type SignedIn = { readonly id: string; readonly sid: string; readonly workspaceId: string };

/** Opens a session for somebody who proved who they are, by password or through a provider. */
export async function signInPerson(
  db: Database,
  { personId, identity }: { personId: string; identity?: BoundIdentity },
  { address, userAgent }: SignInFrom,
): Promise<Result<SignedIn, Refusal>> {
  const [membership] = await db.sql.$queryRaw<{ workspaceId: string }[]>`
    SELECT workspace_id AS "workspaceId" FROM memberships_of(${personId}::uuid)
    WHERE workspace_id = coalesce(${identity?.workspaceId ?? null}::uuid, workspace_id)`;
  if (!membership)
    return refuse("forbidden", "not-a-member", "This account is not a member of any workspace.");
  const { workspaceId } = membership;
  const caller = { kind: "system", id: "sign-in", name: "Sign-in", workspaceId } as const;
  const from = {
    address,
    userAgent: userAgent.slice(0, 300),
    ...(identity ? { identityId: identity.id } : {}),
  };
  const opened = await run(db, openSession, { personId, ...from }, { caller });
  return opened.ok ? ok({ id: personId, sid: opened.value.sessionId, workspaceId }) : opened;
}
