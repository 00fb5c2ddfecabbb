import { z } from "zod";
import { EXPOSURE_KINDS } from "#lib/exposure/exposure.ts";

/** What a pointer serves now. All null if nothing was ever live. */
export const liveOn = z.object({
  pointer: z.string(),
  kind: z.enum(EXPOSURE_KINDS).nullable(),
  /** Numbers of versions. */
  base: z.number().nullable(),
  candidate: z.number().nullable(),
  candidatePercent: z.number(),
  since: z.string().nullable(),
});
export type LiveOn = z.infer<typeof liveOn>;
