import type { Grant } from "#lib/access/granting.ts";
import type { Tx } from "#lib/db/client.ts";
import type { BusinessFunction, Caller } from "#lib/kernel/caller.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { grantsOf } from "./grants.ts";
import { type LockedMembership, lockMembership } from "./lock-membership.ts";

type Asked = { readonly personId: string; readonly function: BusinessFunction };
export type LockedGrant = { readonly member: LockedMembership; readonly grant: Grant | null };

/** A function of a person, with changes of people serialised. */
export async function lockGrant(
  tx: Tx,
  { personId, function: name }: Asked,
  { caller: { workspaceId }, now }: { readonly caller: Caller; readonly now: Date },
): Promise<Result<LockedGrant, Refusal>> {
  const found = await lockMembership(tx, workspaceId, personId, now);
  if (!found.ok) return found;
  const grants = await grantsOf(tx, workspaceId, personId);
  return ok({ member: found.value, grant: grants.find((one) => one.function === name) ?? null });
}
