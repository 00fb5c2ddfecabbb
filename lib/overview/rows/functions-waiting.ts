import { mayConfirm } from "#lib/access/granting.ts";
import { whyNotPermitted } from "#lib/access/permission.ts";
import { confirmerOf } from "#lib/access/rows/confirmer.ts";
import { openGrants } from "#lib/access/rows/open-grants.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { FunctionWaitingItem } from "#lib/overview/views/waiting-item.ts";

/** The proposed functions that this person can confirm. */
export async function functionsToConfirm(tx: Tx, caller: Caller, now: Date): Promise<FunctionWaitingItem[]> {
  if (caller.kind !== "person" || whyNotPermitted(caller, "function:confirm") !== null) return [];
  const proposed = (await openGrants(tx, caller.workspaceId)).filter(({ verb }) => verb === "proposed");
  if (proposed.length === 0) return [];
  const confirming = await confirmerOf(tx, caller, now);
  return proposed
    .filter((grant) => mayConfirm({ ...confirming, personId: grant.personId, grant }, now).ok)
    .map(({ name: person, function: held, proposed: by }) => ({
      kind: "confirm-function",
      person,
      function: held,
      by: by?.by ?? "",
    }));
}
