import { z } from "zod";
import { EXPOSURE_KINDS } from "#lib/exposure/exposure.ts";

/** That a version answered for a subject, as serving reported it. */
export const assignment = z.object({
  /** By the sender's clock, and by ours. */
  at: z.string(),
  receivedAt: z.string(),
  /** The keyed hash of the subject; null where the sender named none. */
  subject: z.string().nullable(),
  /** The number of the version that answered. */
  version: z.number(),
  arm: z.enum(["baseline", "candidate"]),
  /** False for the answers of a candidate in shadow, which nobody got. */
  served: z.boolean(),
  exposure: z.string(),
  kind: z.enum(EXPOSURE_KINDS),
  rollout: z.number().nullable(),
  release: z.number().nullable(),
  prediction: z.string(),
  source: z.string(),
  /** What its exposure receipt was worth. */
  receipt: z.enum(["valid", "invalid", "none"]),
});
export type Assignment = z.infer<typeof assignment>;

/** Oldest exposure first, in each by the sender's time. */
export const assignmentListView = z.object({
  items: z.array(assignment),
  nextCursor: z.string().nullable(),
});
