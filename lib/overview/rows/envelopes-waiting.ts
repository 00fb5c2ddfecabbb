import { ownSeats } from "#lib/councils/own-seats.ts";
import { councilStanding } from "#lib/councils/quorum.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { EnvelopeWaitingItem } from "#lib/overview/views/waiting-item.ts";
import { readEnvelope } from "#lib/releases/rows/envelopes.ts";

/** At most this many are read for one person: the oldest. */
const ENVELOPES_MAX = 20;

/** The envelopes that this person can sign and has not. */
export async function envelopesToSign(tx: Tx, caller: Caller, now: Date): Promise<EnvelopeWaitingItem[]> {
  if (caller.kind !== "person" || caller.functions.length === 0) return [];
  const open = await tx.$queryRaw<{ envelope: number; model: string }[]>`
    SELECT envelope.number AS envelope, model.name AS model FROM envelope JOIN model ON model.id = envelope.model_id
    WHERE envelope.decided = 'open' AND envelope.revoked_at IS NULL
      AND (envelope.terms ->> 'endsAt')::timestamptz > ${now}::timestamptz
    ORDER BY envelope.number LIMIT ${ENVELOPES_MAX}`;
  const items: EnvelopeWaitingItem[] = [];
  for (const of of open) {
    const file = await readEnvelope(tx, of, now);
    if (!file.ok) continue;
    const seat = ownSeats(file.value, councilStanding(file.value), caller).find(
      ({ whyNot, last }) => whyNot === null && last === null,
    );
    const { pointerName: pointer, proposedBy: author } = file.value.envelope;
    if (seat) items.push({ kind: "sign-envelope", ...of, pointer, seat: seat.function, author });
  }
  return items;
}
