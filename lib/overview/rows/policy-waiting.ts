import { readProposal } from "#lib/councils/rows/read-proposal.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { PolicyWaitingItem } from "#lib/overview/views/waiting-item.ts";
import { seatToSign } from "./seat-to-sign.ts";

/** The proposed policy, where it has a seat for this person to fill. */
export async function policyToSign(tx: Tx, caller: Caller, now: Date): Promise<PolicyWaitingItem[]> {
  if (caller.kind !== "person" || caller.functions.length === 0) return [];
  const [waiting] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id::text FROM policy_proposal WHERE state = 'open' LIMIT 1`;
  if (!waiting) return [];
  const file = await readProposal(tx, waiting.id, now);
  if (!file.ok) return [];
  const seat = seatToSign(file.value, caller);
  const { version, proposedByName: author } = file.value.proposal;
  return seat ? [{ kind: "sign-policy", version, seat, author }] : [];
}
