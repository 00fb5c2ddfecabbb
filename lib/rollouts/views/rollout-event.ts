import { z } from "zod";

/** Something that happened to a rollout. */
export const rolloutEvent = z.object({
  uid: z.string(),
  /** Its place in the audit log; null until it has one. */
  index: z.number().nullable(),
  action: z.string(),
  at: z.string(),
  actor: z.string(),
  because: z.string().nullable(),
  to: z.string().nullable(),
});
