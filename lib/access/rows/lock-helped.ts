import { NIL } from "uuid";
import type { Tx } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { type LockedMembership, lockMembership } from "./lock-membership.ts";
import { spendOwnStepUp } from "./spend-step-up.ts";

type Help = { readonly personId: string; readonly stepUpId?: string | undefined };

/**
 * Somebody who cannot get in, to be helped by an admin who proves presence for it. The command line, for whoever holds
 * the installation itself, needs no proof: without it an only admin could not be helped.
 */
export async function lockHelped(
  tx: Tx,
  { personId, stepUpId }: Help,
  context: Acting,
): Promise<Result<LockedMembership, Refusal>> {
  const found = await lockMembership(tx, context.caller.workspaceId, personId);
  if (!found.ok) return found;
  const proof = await provenByAdmin(tx, stepUpId, context);
  return proof.ok ? found : proof;
}

/** Whether an admin who changes how somebody gets in proved that it is them; the system itself needs no proof. */
export async function provenByAdmin(
  tx: Tx,
  stepUpId: string | undefined,
  { caller, now }: Acting,
): Promise<Result<unknown, Refusal>> {
  return caller.kind === "system" ? ok(null) : spendOwnStepUp(tx, caller, stepUpId ?? NIL, now);
}

type Acting = { readonly caller: Caller; readonly now: Date };
