import type { Tx } from "#lib/db/client.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";

export type LockedMembership = { roles: string[]; functions: string[] };

/** A person's place in the workspace, locked for the transaction. */
export async function lockMembership(
  tx: Tx,
  workspaceId: string,
  personId: string,
): Promise<Result<LockedMembership, Refusal>> {
  const [row] = await tx.$queryRaw<LockedMembership[]>`
    SELECT roles, functions FROM membership
    WHERE workspace_id = ${workspaceId}::uuid AND person_id = ${personId}::uuid FOR UPDATE`;
  return row
    ? ok(row)
    : refuse("not-found", "person-not-found", "There is no such person in this workspace.");
}
