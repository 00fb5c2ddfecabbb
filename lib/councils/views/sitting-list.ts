import { z } from "zod";
import { SITTING_STATES } from "#lib/councils/sitting.ts";
import { pageOf } from "#lib/kernel/fields.ts";

const line = z.object({
  id: z.string(),
  number: z.number(),
  startsAt: z.string(),
  state: z.enum(SITTING_STATES),
});

/** The sittings of a council, newest first. */
export const sittingListView = pageOf(line).extend({
  /** When the council sits next by its cadence; null where it has none. */
  nextAt: z.string().nullable(),
  /** Why the reader cannot plan one; null where they can. */
  whyNotRun: z.string().nullable(),
});
export type SittingListView = z.infer<typeof sittingListView>;
