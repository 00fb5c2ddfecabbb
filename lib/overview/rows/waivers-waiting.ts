import { ownSeats } from "#lib/councils/own-seats.ts";
import { councilStanding } from "#lib/councils/quorum.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { WaiverWaitingItem } from "#lib/overview/views/waiting-item.ts";
import { readWaiver } from "#lib/releases/rows/waivers.ts";

/** At most this many are read for one person: those that end first. */
const WAIVERS_MAX = 20;

/** The waivers and extensions that this person can sign. */
export async function waiversToSign(tx: Tx, caller: Caller, now: Date): Promise<WaiverWaitingItem[]> {
  if (caller.kind !== "person" || caller.functions.length === 0) return [];
  const open = await tx.$queryRaw<Row[]>`
    SELECT waiver.number AS waiver, model.name AS model
    FROM waiver_term term JOIN waiver ON waiver.id = term.waiver_id JOIN model ON model.id = waiver.model_id
    WHERE term.state = 'open' AND waiver.withdrawn_at IS NULL AND term.ends_at > ${now}::timestamptz
      AND waiver.seat = ANY (${[...caller.functions]}::text[])
    ORDER BY term.ends_at LIMIT ${WAIVERS_MAX}`;
  const items: WaiverWaitingItem[] = [];
  for (const of of open) {
    const file = await readWaiver(tx, of, now);
    if (!file.ok) continue;
    const [seat] = ownSeats(file.value, councilStanding(file.value), caller);
    const { waiver, term } = file.value;
    if (seat?.whyNot === null)
      items.push({
        kind: "sign-waiver",
        ...of,
        gate: waiver.gateTitle,
        seat: waiver.seat,
        author: term.askedBy.name,
        endsAt: term.endsAt.toISOString(),
      });
  }
  return items;
}

type Row = { readonly waiver: number; readonly model: string };
