import { z } from "zod";
import { eventView } from "./event.ts";

const keptDetail = z.object({
  name: z.string(),
  commitment: z.string(),
  /** Null when it was erased; the commitment stays. */
  kept: z.object({ salt: z.string(), body: z.unknown() }).nullable(),
});
export type KeptDetail = z.infer<typeof keptDetail>;

const neighbour = z.object({
  index: z.number(),
  uid: z.string(),
  action: z.string(),
  occurredAt: z.string(),
});
export type Neighbour = z.infer<typeof neighbour>;

export const eventDetailView = eventView.extend({
  /** The exact text whose UTF-8 bytes are the leaf. */
  entry: z.string(),
  details: z.array(keptDetail),
  /** How many events its stream has by now. */
  streamLength: z.number(),
  /** A `.tlog-proof`; null until the log is signed past this event, usually for less than a second. */
  receipt: z.string().nullable(),
  logKey: z.string().nullable(),
  /** Events of this workspace right before and after it in the log. */
  around: z.array(neighbour),
});
export type EventDetailView = z.infer<typeof eventDetailView>;
