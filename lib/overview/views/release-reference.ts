import { z } from "zod";

/** A release as a line names it. */
export const releaseReference = z.object({
  number: z.number(),
  model: z.string(),
  version: z.number(),
  base: z.number().nullable(),
  pointer: z.string(),
  round: z.number(),
});
export type ReleaseReference = z.infer<typeof releaseReference>;
