import { z } from "zod";
import type { Catalogue, EventIn } from "#lib/kernel/event-catalogue.ts";
import { digestText, named } from "#lib/kernel/event-fields.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { seatRule } from "#lib/policy/policy.ts";
import { compositionContent } from "./composition.ts";
import { COUNCIL_DECISIONS } from "./signable.ts";
import { signatureDetails, signatureFields } from "./signature-event.ts";

/** `version` is that of the composition. */
const proposal = { proposal: named, council: named, version: ordinal };

/**
 * Events of councils and of what is proposed for them. They are in the stream of the policies, which are changed by the
 * same signers: so every packet that has the policies has the councils, in one order.
 */
export const councilOwnEvents = {
  "council.proposed": {
    data: z.object({
      ...proposal,
      /** The policy in force, which says who signs. */
      base: z.object({ version: ordinal, digest: digestText }),
      digest: digestText,
      content: compositionContent,
      seats: z.array(seatRule),
    }),
    details: z.object({ reason: z.string(), author: z.object({ name: z.string() }) }),
  },
  "council.signed": {
    data: z.object({
      ...proposal,
      ...signatureFields,
      signature: named,
      decision: z.enum(COUNCIL_DECISIONS),
      digest: digestText,
    }),
    details: signatureDetails,
  },
  "council.composed": {
    data: z.object({ ...proposal, digest: digestText, content: compositionContent }),
    decisive: true,
  },
  "council.rejected": { data: z.object(proposal), decisive: true },
  "council.proposal-withdrawn": { data: z.object(proposal), details: z.object({ reason: z.string() }) },
} as const satisfies Catalogue;

export type CouncilEvent = EventIn<typeof councilOwnEvents>;
