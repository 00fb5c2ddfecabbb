import { z } from "zod";

export const shellSummaryView = z.object({
  workspace: z.string(),
  /** Everything only the reader can move on. */
  waiting: z.number(),
  /** Of these, releases to sign. */
  toSign: z.number(),
  liveRollouts: z.number(),
});
