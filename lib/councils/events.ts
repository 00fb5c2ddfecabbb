import { z } from "zod";
import type { Catalogue, EventIn } from "#lib/kernel/event-catalogue.ts";
import { digestText, named } from "#lib/kernel/event-fields.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { policyContent, seatRule } from "#lib/policy/policy.ts";
import { assessmentEvents } from "./assessment-events.ts";
import { councilOwnEvents } from "./council-events.ts";
import { delegationEvents } from "./delegation-events.ts";
import { envelopeEvents } from "./envelope-events.ts";
import { findingEvents } from "./finding-events.ts";
import { reviewEvents } from "./review-events.ts";
import { POLICY_DECISIONS } from "./signable.ts";
import { signatureDetails, signatureFields } from "./signature-event.ts";
import { sittingEvents } from "./sitting-events.ts";
import { waiverEvents } from "./waiver-events.ts";

const proposal = { proposal: named, version: ordinal };

/** Events of a proposed policy. Its publication is an event of the policy itself. */
export const proposalEvents = {
  "policy.proposed": {
    data: z.object({
      ...proposal,
      base: z.object({ version: ordinal, digest: digestText }),
      digest: digestText,
      content: policyContent,
      seats: z.array(seatRule),
    }),
    details: z.object({ reason: z.string(), author: z.object({ name: z.string() }) }),
  },
  "policy.signed": {
    data: z.object({
      ...proposal,
      ...signatureFields,
      signature: named,
      decision: z.enum(POLICY_DECISIONS),
      digest: digestText,
    }),
    details: signatureDetails,
  },
  "policy.rejected": { data: z.object(proposal), decisive: true },
  "policy.proposal-withdrawn": {
    data: z.object(proposal),
    details: z.object({ reason: z.string() }),
  },
} as const satisfies Catalogue;

export type ProposalEvent = EventIn<typeof proposalEvents>;

/** Events of whatever is signed here. */
export const councilEvents = {
  ...proposalEvents,
  ...councilOwnEvents,
  ...assessmentEvents,
  ...delegationEvents,
  ...waiverEvents,
  ...envelopeEvents,
  ...findingEvents,
  ...reviewEvents,
  ...sittingEvents,
} as const;
