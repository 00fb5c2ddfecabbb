import { z } from "zod";
import type { Catalogue } from "#lib/kernel/event-catalogue.ts";
import { count, digestText, named } from "#lib/kernel/event-fields.ts";

/** What happens to evidence that was counted already. */
export const monitoringEvents = {
  "outcome.corrected": {
    data: z.object({
      batch: named,
      /** Who sent it; left out where the sender names no source, and in earlier entries. */
      source: named.exactOptional(),
      /** The pointer whose answers it concerns; left out where no answer of these ids is stored. */
      pointer: z.string().exactOptional(),
      /** How many outcomes took another label. */
      corrected: count,
      /** How many of these say 1 since. */
      toOne: count,
      /** Where their answers were given, those with the most first. */
      exposures: z.array(z.object({ exposure: named, answers: count })),
      /** How many exposures are not listed. */
      otherExposures: count.exactOptional(),
      /** Digest of the sorted ids of the predictions. */
      ids: digestText,
    }),
  },
} as const satisfies Catalogue;
