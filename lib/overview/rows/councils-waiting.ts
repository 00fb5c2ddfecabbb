import { readCouncilProposal } from "#lib/councils/rows/read-council-proposal.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { CouncilWaitingItem } from "#lib/overview/views/waiting-item.ts";
import { seatToSign } from "./seat-to-sign.ts";

/** All proposed compositions that have a seat for this person to sign. */
export async function councilsToSign(tx: Tx, caller: Caller, now: Date): Promise<CouncilWaitingItem[]> {
  if (caller.kind !== "person" || caller.functions.length === 0) return [];
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id::text FROM council_proposal WHERE state = 'open' ORDER BY proposed_at, id`;
  const items: CouncilWaitingItem[] = [];
  for (const { id } of rows) {
    const file = await readCouncilProposal(tx, id, now);
    const seat = file.ok ? seatToSign(file.value, caller) : null;
    if (!file.ok || !seat) continue;
    const { councilId, content, proposedByName: author } = file.value.proposal;
    items.push({ kind: "sign-council", council: { id: councilId, name: content.name }, seat, author });
  }
  return items;
}
