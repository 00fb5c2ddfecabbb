import { barredFrom } from "#lib/access/permission.ts";
import { envelopeState, isEnvelopeAlive } from "#lib/councils/envelope.ts";
import { councilStanding } from "#lib/councils/quorum.ts";
import type { KeptEnvelope } from "#lib/councils/rows/envelopes.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { errorOf } from "#lib/kernel/result.ts";
import type { GatesNow } from "#lib/releases/gates-now.ts";
import { releaseMachine } from "#lib/releases/release.ts";
import { boundsOf } from "#lib/releases/standard.ts";
import { gatesMissing, goesOutNow } from "#lib/releases/standard-now.ts";
import type { EnvelopeItem, StandardView } from "#lib/releases/views/envelopes.ts";
import type { EnvelopeFile } from "./envelopes.ts";
import type { ReleaseCaseFile } from "./lock-release.ts";

/** An envelope as a line. */
export function envelopeItem(
  file: EnvelopeFile,
  { isMine, now }: { isMine: boolean; now: Date },
): EnvelopeItem {
  const { envelope } = file;
  const {
    number,
    modelName: model,
    pointerName: pointer,
    tier,
    over,
    terms,
    uses,
    base,
    proposedBy,
  } = envelope;
  const council = councilStanding(file);
  const state = envelopeState(envelope, now);
  return {
    number,
    model,
    pointer,
    tier,
    state,
    group: groupOf(envelope, { isMine, now }),
    over: state === "over" ? over : null,
    startsAt: terms.startsAt,
    endsAt: terms.endsAt,
    used: uses.length,
    uses: terms.uses,
    base: { release: base.number, version: base.version },
    proposedBy,
    seatsMet: council.met,
    seatsAll: council.seats.length,
  };
}

function groupOf(
  envelope: KeptEnvelope,
  { isMine, now }: { isMine: boolean; now: Date },
): EnvelopeItem["group"] {
  if (!isEnvelopeAlive(envelope, now)) return "closed";
  if (envelope.decided === "granted") return "open";
  return isMine ? "mine" : "waiting";
}

/** What a release that claims the standard class is measured by, now; null where it claims another. */
export function standardViewOf(
  file: ReleaseCaseFile,
  { gated, caller, now }: { gated: GatesNow | null; caller: Caller; now: Date },
): StandardView | null {
  const { envelope, reports } = file.claim ?? {};
  if (!envelope) return null;
  const missing = gatesMissing(file, gated);
  return {
    envelope: envelope.number,
    base: { release: envelope.base.number, version: envelope.base.version },
    endsAt: envelope.terms.endsAt,
    used: envelope.uses.length,
    uses: envelope.terms.uses,
    bounds: boundsOf(envelope, { ...file, reports: reports ?? [] }),
    gates: envelope.terms.gates.map((id) => ({ id, ok: !missing.includes(id) })),
    whyNot: errorOf(goesOutNow(file, gated, now))?.message ?? null,
    whyNotNormal:
      barredFrom(caller, "release:edit")?.message ??
      errorOf(releaseMachine.next(file.release.state, "edit"))?.message ??
      null,
  };
}
