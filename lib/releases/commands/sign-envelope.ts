import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { consequenceOfEnvelope, ENVELOPE_DECIDED } from "#lib/councils/envelope.ts";
import type { EnvelopeEvent } from "#lib/councils/envelope-events.ts";
import type { Presence } from "#lib/councils/presence-said.ts";
import { heldToSign } from "#lib/councils/rows/held-to-sign.ts";
import { writeSignature } from "#lib/councils/rows/signatures.ts";
import { holdSigner } from "#lib/councils/rows/signer-now.ts";
import { ENVELOPE_DECISIONS, type EnvelopeDecision } from "#lib/councils/signable.ts";
import { signatureSaid } from "#lib/councils/signature-event.ts";
import { type Signed, signHeld, standingWith } from "#lib/councils/signing.ts";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { digest, id, ordinal, prose, slug } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import { holdPolicy } from "#lib/policy/rows/policy-versions.ts";
import {
  aboutEnvelope,
  aroundEnvelope,
  type EnvelopeFile,
  lockEnvelope,
} from "#lib/releases/rows/envelopes.ts";

type Event = EnvelopeEvent & { signed?: Signed<EnvelopeDecision> };

/**
 * Signs a seat of an envelope, over its digest. The seats are those of a normal release of the model's tier; neither whoever
 * proposed it nor the model's owner nor anybody with a part in what it is measured against fills one. The last approval
 * grants it; a rejection refuses it.
 */
export const signEnvelope = defineCommand({
  name: "sign-envelope",
  permission: "envelope:sign",
  summary: "Sign a seat of an envelope for standard changes",
  input: z.strictObject({
    model: slug,
    envelope: ordinal,
    digest,
    seat: z.enum(FUNCTIONS),
    decision: z.enum(ENVELOPE_DECISIONS),
    comment: prose(4000).optional(),
    stepUpId: id,
  }),
  output: z.object({
    signatureId: z.string(),
    number: z.number(),
    decided: z.enum(ENVELOPE_DECIDED),
  }),

  async load(tx, { model, envelope, digest, stepUpId }, context) {
    const { caller, now } = context;
    await holdPolicy(tx, caller.workspaceId);
    const file = await lockEnvelope(tx, { model, envelope }, now);
    if (!file.ok) return file;
    await holdSigner(tx, caller);
    const around = aroundEnvelope(file.value, now);
    return heldToSign(tx, file.value, { around, asked: { digest, stepUpId } }, context);
  },

  decide(file, attempt, context) {
    const signed = signHeld(file, { ...attempt, round: file.round }, context);
    if (!signed.ok) return signed;
    const outcome = consequenceOfEnvelope(signed.value.decision, standingWith(file, signed.value));
    const { about, said } = aboutEnvelope(file);
    const after: Event[] = outcome === null ? [] : [eventOf(outcome, { ...about, data: said })];
    return ok<Event[]>([signedEvent(file, signed.value), ...after]);
  },

  async record(tx, events, { envelope, presence, ...file }, { caller, now }) {
    const signed = events[0]!.signed!;
    await writeSignature(tx, file, signed, { workspaceId: caller.workspaceId, method: presence.method });
    const decided = DECIDED[events[1]?.type ?? ""] ?? "open";
    if (decided !== "open")
      await tx.envelope.update({ where: { id: envelope.id }, data: { decided, decidedAt: now } });
    return { signatureId: signed.id, number: envelope.number, decided };
  },
});

const DECIDED: Readonly<Record<string, "granted" | "refused">> = {
  "envelope.granted": "granted",
  "envelope.refused": "refused",
};

type File = EnvelopeFile & { readonly presence: Presence };

function signedEvent(file: File, signed: Signed<EnvelopeDecision>): Event {
  const { about, said } = aboutEnvelope(file);
  const { data, details } = signatureSaid(file, signed, file.presence);
  const own = { ...said, signature: signed.id, digest: file.digest };
  return eventOf("envelope.signed", { ...about, data: { ...own, ...data }, details }, { signed });
}
