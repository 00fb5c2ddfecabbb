import { z } from "zod";
import { ACTOR_TYPES, OUTCOMES } from "#lib/audit/entry.ts";
import { pageOf } from "#lib/kernel/fields.ts";

/** What lists and pages show of an event. Its action and data are as written, also by another version. */
export const eventView = z.object({
  uid: z.string(),
  /** Leaf index in the log; null for the moment until the sequencer has placed it. */
  index: z.number().nullable(),
  action: z.string(),
  outcome: z.enum(OUTCOMES),
  occurredAt: z.string(),
  stream: z.string(),
  streamSeq: z.number(),
  actor: z.object({ type: z.enum(ACTOR_TYPES), id: z.string(), name: z.string().nullable() }),
  targets: z.array(z.object({ type: z.string(), id: z.string(), digest: z.string().optional() })),
  data: z.record(z.string(), z.unknown()),
});
export type EventView = z.infer<typeof eventView>;

/** The audit trail, newest first. */
export const eventPageView = pageOf(eventView);
export type EventPageView = z.infer<typeof eventPageView>;
