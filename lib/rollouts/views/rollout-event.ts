import { z } from "zod";

/** Something that happened to a rollout. */
export const rolloutEvent = z.object({
  uid: z.string(),
  /** Its place in the audit log; null until it has one. */
  index: z.number().nullable(),
  /** As the log has it; an older or newer version may have written one that is unknown here. */
  action: z.string(),
  at: z.string(),
  actor: z.string(),
  because: z.string().nullable(),
  /** Id of the stage it led to. */
  to: z.string().nullable(),
});

export type RolloutEventView = z.infer<typeof rolloutEvent>;
