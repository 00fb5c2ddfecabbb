import { z } from "zod";

/** How a release was rolled back, and what was found afterwards. */
export const rollbackStory = z.object({
  release: z.number(),
  version: z.number(),
  pointer: z.string(),
  at: z.string(),
  /** As the judge or a person worded it. */
  because: z.string().nullable(),
  incident: z.object({ number: z.number(), open: z.boolean() }).nullable(),
  /** Newest first. */
  findings: z.array(z.object({ by: z.string().nullable(), at: z.string(), text: z.string().nullable() })),
});
export type RollbackStory = z.infer<typeof rollbackStory>;
