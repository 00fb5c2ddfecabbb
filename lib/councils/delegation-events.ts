import { z } from "zod";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import type { Catalogue } from "#lib/kernel/event-catalogue.ts";
import { moment, named } from "#lib/kernel/event-fields.ts";

/** Events of a delegation, in a stream of its own. That it ends by itself is no event: its terms say when. */
export const delegationEvents = {
  "delegation.created": {
    data: z.object({
      /** Whoever is spoken for gives it, and nobody else. */
      from: named,
      to: named,
      functions: z.array(z.enum(FUNCTIONS)),
      /** Ids of models; null for all. */
      models: z.array(named).nullable(),
      startsAt: moment,
      endsAt: moment,
    }),
    details: z.object({ reason: z.string(), names: z.record(z.string(), z.string()) }),
  },
  "delegation.ended": {
    data: z.object({ from: named, to: named }),
    details: z.object({ reason: z.string() }),
  },
} as const satisfies Catalogue;

export const delegationStream = (id: string): string => `delegation/${id}`;
