import { holdMembership } from "#lib/access/rows/lock-person.ts";
import type { Tx } from "#lib/db/client.ts";
import type { BusinessFunction, Caller, Role } from "#lib/kernel/caller.ts";

type Authority = { readonly roles: readonly Role[]; readonly functions: readonly BusinessFunction[] };

/**
 * Locks the caller's membership before reading how they are known: a concurrent renewal or unbinding happens entirely
 * before the signature or entirely after it, both in the log and in the decision.
 */
export async function holdSigner(tx: Tx, caller: Caller): Promise<void> {
  if (caller.kind === "person") await holdMembership(tx, caller.id);
}

/**
 * The caller with the authority they have inside this transaction. Their session was read before it began, and whoever
 * lost a function in between must not sign with it.
 */
export async function signerNow<C extends Caller>(tx: Tx, caller: C, now: Date): Promise<C> {
  if (caller.kind !== "person") return caller;
  const [held] = await tx.$queryRaw<Authority[]>`
    SELECT m.roles, functions_held(m.workspace_id, m.person_id, ${now}) AS functions
    FROM membership m JOIN person p ON p.id = m.person_id
    WHERE m.workspace_id = ${caller.workspaceId}::uuid AND m.person_id = ${caller.id}::uuid AND p.disabled_at IS NULL`;
  return { ...caller, ...(held ?? { roles: [], functions: [] }) };
}
