import { z } from "zod";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import type { Catalogue, EventIn } from "#lib/kernel/event-catalogue.ts";
import { digestText, named } from "#lib/kernel/event-fields.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { policyContent, seatRule } from "#lib/policy/policy.ts";

const proposal = { proposal: named, version: ordinal };

/** What happens to a proposed policy; its end as the one in force is the policy's own event. */
export const councilEvents = {
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
      signature: named,
      seat: z.enum(FUNCTIONS),
      decision: z.enum(["approve", "reject"]),
      signer: named,
      digest: digestText,
      method: z.string(),
      /** Of the statement's text. */
      statement: digestText,
      /** Of the passkey's public key, where it was signed by one. */
      key: digestText.exactOptional(),
      /** Earlier signatures whose signers had lost the authority. */
      lapsed: z.array(named),
    }),
    details: z.object({
      signer: z.object({ name: z.string() }),
      comment: z.string().exactOptional(),
      passkey: z.record(z.string(), z.string()).exactOptional(),
    }),
  },
  "policy.rejected": { data: z.object(proposal), decisive: true },
  "policy.proposal-withdrawn": {
    data: z.object(proposal),
    details: z.object({ reason: z.string() }),
  },
} as const satisfies Catalogue;

export type CouncilEvent = EventIn<typeof councilEvents>;
