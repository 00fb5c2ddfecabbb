import { z } from "zod";
import type { Catalogue, EventIn } from "#lib/kernel/event-catalogue.ts";
import { digestText, named } from "#lib/kernel/event-fields.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { policyContent } from "./policy.ts";

/** Which policy comes into force. */
export const policyEvents = {
  "policy.published": {
    data: z.object({
      version: ordinal,
      digest: digestText,
      content: policyContent,
      /** The proposal behind it; the first version has none. */
      proposal: named.exactOptional(),
    }),
    decisive: true,
  },
} as const satisfies Catalogue;

export type PolicyEvent = EventIn<typeof policyEvents>;
