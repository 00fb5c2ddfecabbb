import { z } from "zod";
import type { Catalogue } from "#lib/kernel/event-catalogue.ts";
import { ordinal } from "#lib/kernel/fields.ts";

/** What happens to an incident. */
export const incidentEvents = {
  "incident.opened": { data: z.object({ number: ordinal, rollout: ordinal }) },
} as const satisfies Catalogue;
