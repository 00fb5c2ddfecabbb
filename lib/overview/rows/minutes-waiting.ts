import { compositionInForce } from "#lib/councils/rows/compositions.ts";
import { readMinutes } from "#lib/councils/rows/minutes.ts";
import { sittingsById } from "#lib/councils/rows/sittings.ts";
import { openMinutes } from "#lib/councils/sitting-minutes.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { MinutesWaitingItem } from "#lib/overview/views/waiting-item.ts";
import { seatToSign } from "./seat-to-sign.ts";

/**
 * The minutes and addenda that name this person as a signer and that they have not signed, the oldest first. Every one of
 * them: what waits for others is left out where it is read, so that it cannot stand in front of their own.
 */
export async function minutesToSign(tx: Tx, caller: Caller, now: Date): Promise<MinutesWaitingItem[]> {
  if (caller.kind !== "person" || caller.functions.length === 0) return [];
  const items: MinutesWaitingItem[] = [];
  for (const sitting of await sittingsById(tx, await openMinutesOf(tx, caller.id))) {
    const open = openMinutes(sitting);
    if (!open) continue;
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

/** The sittings whose minutes are open and name a person; the last of them is the one that is signed. */
async function openMinutesOf(tx: Tx, person: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT sitting.id::text FROM sitting CROSS JOIN LATERAL (
      SELECT act.data FROM sitting_act act
      WHERE act.sitting_id = sitting.id AND act.type IN ('sitting.closed', 'sitting.amended')
      ORDER BY act.act DESC LIMIT 1) AS minutes
    WHERE sitting.state IN ('closed', 'amended')
      AND minutes.data->'signers' @> jsonb_build_array(jsonb_build_object('person', ${person}::text))
    ORDER BY sitting.starts_at, sitting.id`;
  return rows.map(({ id }) => id);
}
