import { z } from "zod";
import type { Catalogue, EventIn } from "#lib/kernel/event-catalogue.ts";
import { digestText, named } from "#lib/kernel/event-fields.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { seatRule } from "#lib/policy/policy.ts";
import { TIERS } from "#lib/registry/tier.ts";
import { envelopeBase, envelopeTerms } from "./envelope.ts";
import { ENVELOPE_DECISIONS } from "./signable.ts";
import { signatureDetails, signatureFields } from "./signature-event.ts";

const envelope = { envelope: named, number: ordinal, model: z.string() };

/**
 * Events of an envelope, in the stream of its model. It ends without one by the clock, by its uses, and by what became of
 * them: those are events of the releases that it names.
 */
export const envelopeEvents = {
  "envelope.proposed": {
    data: z.object({
      ...envelope,
      pointer: z.string(),
      pointerId: named,
      /** The version of the policy whose council signs it. */
      policy: ordinal,
      tier: z.enum(TIERS),
      seats: z.array(seatRule),
      terms: envelopeTerms,
      base: envelopeBase,
      digest: digestText,
    }),
    details: z.object({ reason: z.string(), author: z.object({ name: z.string() }) }),
  },
  "envelope.signed": {
    data: z.object({
      ...envelope,
      ...signatureFields,
      signature: named,
      decision: z.enum(ENVELOPE_DECISIONS),
      digest: digestText,
    }),
    details: signatureDetails,
  },
  "envelope.granted": { data: z.object(envelope), decisive: true },
  "envelope.refused": { data: z.object(envelope), decisive: true },
  "envelope.revoked": { data: z.object(envelope), details: z.object({ reason: z.string() }), decisive: true },
  /** A release started under it. */
  "envelope.used": {
    data: z.object({
      ...envelope,
      /** The first, second, … use. */
      use: ordinal,
      release: named,
      releaseNumber: ordinal,
      rollout: named,
      subject: digestText,
    }),
  },
} as const satisfies Catalogue;

export type EnvelopeEvent = EventIn<typeof envelopeEvents>;
