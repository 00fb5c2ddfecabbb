import type { Confirmer } from "#lib/access/granting.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Caller, Role } from "#lib/kernel/caller.ts";
import { functionsHeld, grantsOf, isUnfounded } from "./grants.ts";

/** What decides whether somebody confirms functions, as of now. */
export async function confirmerOf(
  tx: Tx,
  { id, workspaceId }: Caller,
  now: Date,
): Promise<{ confirmer: Confirmer; unfounded: boolean }> {
  const [member] = await tx.$queryRaw<{ roles: Role[] }[]>`
    SELECT roles FROM membership WHERE workspace_id = ${workspaceId}::uuid AND person_id = ${id}::uuid`;
  const functions = await functionsHeld(tx, { workspaceId, personId: id }, now);
  const ownGrants = await grantsOf(tx, workspaceId, id);
  const confirmer = { id, roles: member?.roles ?? [], functions, ownGrants };
  return { confirmer, unfounded: await isUnfounded(tx, workspaceId) };
}
