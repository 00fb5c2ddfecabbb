import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import type { Presence } from "#lib/councils/presence-said.ts";
import { heldToSign } from "#lib/councils/rows/held-to-sign.ts";
import { writeSignature } from "#lib/councils/rows/signatures.ts";
import { holdSigner } from "#lib/councils/rows/signer-now.ts";
import { WAIVER_DECISIONS, type WaiverDecision } from "#lib/councils/signable.ts";
import { signatureSaid } from "#lib/councils/signature-event.ts";
import { type Signed, signHeld, standingWith } from "#lib/councils/signing.ts";
import { consequenceOfWaiver, TERM_STATES } from "#lib/councils/waiver.ts";
import type { WaiverEvent } from "#lib/councils/waiver-events.ts";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { digest, id, ordinal, prose, slug } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import { holdPolicy } from "#lib/policy/rows/policy-versions.ts";
import { aboutWaiver, aroundWaiver, lockWaiver, type WaiverFile } from "#lib/releases/rows/waivers.ts";

type Event = WaiverEvent & { signed?: Signed<WaiverDecision> };

/**
 * Signs a waiver or an extension of it, over its digest, for the function that its gate names. Neither whoever asked for it
 * does, nor anybody with a part in the release it is for. An approval grants the term; a rejection refuses it.
 */
export const signWaiver = defineCommand({
  name: "sign-waiver",
  permission: "waiver:sign",
  summary: "Grant or refuse a waiver or an extension of one",
  input: z.strictObject({
    model: slug,
    waiver: ordinal,
    /** The first, or the one that an extension asked for. */
    term: ordinal,
    digest,
    seat: z.enum(FUNCTIONS),
    decision: z.enum(WAIVER_DECISIONS),
    comment: prose(4000).optional(),
    stepUpId: id,
  }),
  output: z.object({ signatureId: z.string(), number: z.number(), state: z.enum(TERM_STATES) }),

  async load(tx, { model, waiver, digest, stepUpId }, context) {
    const { caller, now } = context;
    await holdPolicy(tx, caller.workspaceId);
    const file = await lockWaiver(tx, { model, waiver }, now);
    if (!file.ok) return file;
    await holdSigner(tx, caller);
    const around = aroundWaiver(file.value, now);
    return heldToSign(tx, file.value, { around, asked: { digest, stepUpId } }, context);
  },

  decide(file, { term: round, ...attempt }, context) {
    const signed = signHeld(file, { ...attempt, round }, context);
    if (!signed.ok) return signed;
    const outcome = consequenceOfWaiver(signed.value.decision, standingWith(file, signed.value));
    const { about, said } = aboutWaiver(file);
    const ofTerm = { ...said, term: file.term.round };
    const endsAt = file.term.endsAt.toISOString();
    const after: Event[] =
      outcome === "waiver.granted"
        ? [eventOf(outcome, { ...about, data: { ...ofTerm, endsAt } })]
        : outcome === "waiver.refused"
          ? [eventOf(outcome, { ...about, data: ofTerm })]
          : [];
    return ok<Event[]>([signedEvent(file, signed.value), ...after]);
  },

  async record(tx, events, { waiver, term, presence, ...file }, { caller, now }) {
    const signed = events[0]!.signed!;
    await writeSignature(tx, file, signed, { workspaceId: caller.workspaceId, method: presence.method });
    const state = STATES[events[1]?.type ?? ""] ?? "open";
    if (state !== "open")
      await tx.waiverTerm.update({
        where: { waiverId_round: { waiverId: waiver.id, round: term.round } },
        data: { state, decidedAt: now },
      });
    return { signatureId: signed.id, number: waiver.number, state };
  },
});

const STATES: Readonly<Record<string, "granted" | "refused">> = {
  "waiver.granted": "granted",
  "waiver.refused": "refused",
};

type File = WaiverFile & { readonly presence: Presence };

function signedEvent(file: File, signed: Signed<WaiverDecision>): Event {
  const { about, said } = aboutWaiver(file);
  const { data, details } = signatureSaid(file, signed, file.presence);
  const own = { ...said, term: file.term.round, signature: signed.id, digest: file.digest };
  return eventOf("waiver.signed", { ...about, data: { ...own, ...data }, details }, { signed });
}
