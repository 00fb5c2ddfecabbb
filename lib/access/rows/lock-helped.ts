import type { Deed } from "#lib/access/step-up.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import type { Result } from "#lib/kernel/result.ts";
import { type LockedMembership, lockMembership } from "./lock-membership.ts";
import { spendForDeed } from "./spend-step-up.ts";

type Help = { readonly act: Deed; readonly personId: string; readonly stepUpId?: string | undefined };

/** Somebody whom an admin gives access or authority, with the admin's proof of presence spent. */
export async function lockHelped(
  tx: Tx,
  { act, personId, stepUpId }: Help,
  context: { readonly caller: Caller; readonly now: Date },
): Promise<Result<LockedMembership, Refusal>> {
  const found = await lockMembership(tx, context.caller.workspaceId, personId, context.now);
  if (!found.ok) return found;
  const proof = await spendForDeed(tx, context, { act, of: personId, stepUpId });
  return proof.ok ? found : proof;
}
