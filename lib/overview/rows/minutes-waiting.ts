import { compositionInForce } from "#lib/councils/rows/compositions.ts";
import { readMinutes } from "#lib/councils/rows/minutes.ts";
import { sittingsById } from "#lib/councils/rows/sittings.ts";
import { openMinutes } from "#lib/councils/sitting-minutes.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { MinutesWaitingItem } from "#lib/overview/views/waiting-item.ts";
import { seatToSign } from "./seat-to-sign.ts";

const LISTED_MAX = 20;

/** The minutes and addenda that name this person as a signer and that they have not signed, the oldest first. */
export async function minutesToSign(tx: Tx, caller: Caller, now: Date): Promise<MinutesWaitingItem[]> {
  if (caller.kind !== "person" || caller.functions.length === 0) return [];
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id::text FROM sitting WHERE state IN ('closed', 'amended') ORDER BY starts_at LIMIT ${LISTED_MAX}`;
  const items: MinutesWaitingItem[] = [];
  for (const sitting of await sittingsById(
    tx,
    rows.map(({ id }) => id),
  )) {
    const open = openMinutes(sitting);
    if (!open?.signers.some(({ person }) => person === caller.id)) continue;
    const file = await readMinutes(tx, sitting, now);
    const seat = file.ok ? seatToSign(file.value, caller) : null;
    if (!seat) continue;
    const council = await compositionInForce(tx, sitting.council);
    items.push({
      kind: "sign-minutes",
      sitting: sitting.sitting,
      number: sitting.number,
      council: { id: sitting.council, name: council?.content.name ?? "a council" },
      seat,
      amends: open.amends,
      since: open.at.toISOString(),
    });
  }
  return items;
}
