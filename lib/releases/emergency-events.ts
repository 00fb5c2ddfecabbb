import { z } from "zod";
import { presenceDetails } from "#lib/councils/presence-said.ts";
import { seatFields } from "#lib/councils/signature-event.ts";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import type { Catalogue } from "#lib/kernel/event-catalogue.ts";
import { digestText, moment, named } from "#lib/kernel/event-fields.ts";
import { ordinal } from "#lib/kernel/fields.ts";

const of = { number: ordinal, round: ordinal, emergency: named, subject: digestText };

/** That a release goes out before its review. */
export const emergencyEvents = {
  "emergency.declared": {
    data: z.object({
      ...of,
      incident: ordinal,
      incidentId: named,
      maxPercent: z.int().min(0).max(99),
      endsAt: moment,
    }),
    details: z.object({ reason: z.string(), scope: z.string() }),
  },
  "emergency.authorised": {
    data: z.object({
      ...of,
      ...seatFields,
      /** Over the release, its round and the bounds. */
      digest: digestText,
      /** What it goes out without. */
      bypassed: z.object({
        seats: z.array(z.enum(FUNCTIONS)),
        gates: z.array(named),
        checks: z.array(named),
      }),
    }),
    details: presenceDetails,
    decisive: true,
  },
} as const satisfies Catalogue;
