import { z } from "zod";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import type { Catalogue, EventIn } from "#lib/kernel/event-catalogue.ts";
import { digestText, moment, named } from "#lib/kernel/event-fields.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { TIERS } from "#lib/registry/tier.ts";
import { WAIVER_DECISIONS } from "./signable.ts";
import { signatureDetails, signatureFields } from "./signature-event.ts";

const waiver = { waiver: named, number: ordinal, model: z.string() };
/** The first term came with the waiver, each later one is an extension. */
const term = { ...waiver, term: ordinal };
const asked = z.object({ reason: z.string(), author: z.object({ name: z.string() }) });

/** Events of a waiver, in the stream of its model. It ends without one: by what was granted and the time. */
export const waiverEvents = {
  "waiver.requested": {
    data: z.object({
      ...term,
      gate: z.object({ id: named, digest: digestText }),
      /** The version of the policy that the gate was read in. */
      policy: ordinal,
      /** The function that signs it. */
      seat: z.enum(FUNCTIONS),
      tier: z.enum(TIERS),
      scope: z.object({ pointer: named.nullable(), release: named.nullable() }),
      startsAt: moment,
      endsAt: moment,
      digest: digestText,
    }),
    details: asked.extend({ risk: z.string(), measures: z.string() }),
    decisive: true,
  },
  "waiver.extended": {
    /** An extension was asked for. It counts once it is granted. */
    data: z.object({ ...term, endsAt: moment, digest: digestText }),
    details: asked,
  },
  "waiver.signed": {
    data: z.object({
      ...term,
      ...signatureFields,
      signature: named,
      decision: z.enum(WAIVER_DECISIONS),
      digest: digestText,
    }),
    details: signatureDetails,
  },
  "waiver.granted": { data: z.object({ ...term, endsAt: moment }), decisive: true },
  "waiver.refused": { data: z.object(term), decisive: true },
  "waiver.withdrawn": { data: z.object(waiver), details: z.object({ reason: z.string() }), decisive: true },
} as const satisfies Catalogue;

export type WaiverEvent = EventIn<typeof waiverEvents>;
