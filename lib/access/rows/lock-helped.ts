import { NIL } from "uuid";
import type { Tx } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import type { Result } from "#lib/kernel/result.ts";
import { type LockedMembership, lockMembership } from "./lock-membership.ts";
import { spendOwnStepUp } from "./spend-step-up.ts";

type Help = { readonly personId: string; readonly stepUpId?: string | undefined };

/**
 * Somebody who cannot get in, to be helped by an admin who proves presence for it. The command line, for whoever holds
 * the installation itself, needs no proof: without it an only admin could not be helped.
 */
export async function lockHelped(
  tx: Tx,
  { personId, stepUpId = NIL }: Help,
  { caller, now }: { readonly caller: Caller; readonly now: Date },
): Promise<Result<LockedMembership, Refusal>> {
  const found = await lockMembership(tx, caller.workspaceId, personId);
  if (!found.ok || caller.kind === "system") return found;
  const proof = await spendOwnStepUp(tx, caller, stepUpId, now);
  return proof.ok ? found : proof;
}
