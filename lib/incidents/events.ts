import { z } from "zod";
import type { Catalogue } from "#lib/kernel/event-catalogue.ts";
import { ordinal } from "#lib/kernel/fields.ts";

const numbers = { number: ordinal, rollout: ordinal };
/** The entry's place among those of its incident. Its text is kept beside the log. */
const entry = { ...numbers, entry: ordinal };

/** What happens to an incident. */
export const incidentEvents = {
  "incident.opened": { data: z.object(numbers) },
  "incident.noted": { data: z.object(entry), details: z.object({ note: z.string() }) },
  "incident.explained": { data: z.object(entry), details: z.object({ cause: z.string() }) },
  "incident.closed": {
    data: z.object({
      ...numbers,
      release: ordinal,
      /** The entry with the cause it was closed with. */
      cause: ordinal,
    }),
    details: z.object({ conclusion: z.string() }),
    decisive: true,
  },
} as const satisfies Catalogue;
