import { z } from "zod";
import type { Catalogue, EventIn } from "#lib/kernel/event-catalogue.ts";
import { count, named } from "#lib/kernel/event-fields.ts";
import { ordinal } from "#lib/kernel/fields.ts";

/** What happens to pointers: which version serves where. */
export const exposureEvents = {
  "pointer.created": { data: z.object({ model: z.string(), name: z.string() }) },
  "pointer.moved": {
    data: z.object({
      pointer: z.string(),
      exposure: named,
      kind: z.enum(["live", "shadow", "canary", "full"]),
      base: ordinal,
      candidate: ordinal.nullable(),
      /** Of ten thousand. */
      candidateWeight: count,
      holdoutWeight: count,
      rollout: named,
      reason: z.string(),
    }),
  },
  /** Back to a version that was approved and live here before; the move has its own event. */
  "pointer.returned": {
    data: z.object({
      pointer: z.string(),
      version: ordinal,
      /** What served before. */
      from: ordinal,
      /** The release by which the version went live. */
      release: ordinal,
    }),
    details: z.object({ reason: z.string() }),
  },
  /** Nothing starts or goes further here until two people switch it on; what was under way is rolled back. */
  "pointer.switched-off": {
    data: z.object({
      pointer: z.string(),
      model: z.string(),
      /** What holds it, in the stream of freezes. */
      freeze: named,
      /** The rollout that it ended; null where none was under way. */
      rollout: ordinal.nullable(),
    }),
    details: z.object({ reason: z.string() }),
  },
  "pointer.switched-on": {
    data: z.object({ pointer: z.string(), model: z.string(), freeze: named, loosening: named }),
  },
} as const satisfies Catalogue;

export type ExposureEvent = EventIn<typeof exposureEvents>;
