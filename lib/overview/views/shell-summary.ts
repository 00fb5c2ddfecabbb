import { z } from "zod";
import { waitingItem } from "./waiting-item.ts";

export const shellSummaryView = z.object({
  workspace: z.string(),
  /** Everything only the reader can move on, the most urgent first. */
  waiting: z.array(waitingItem),
  liveRollouts: z.number(),
  openIncidents: z.number(),
});
export type ShellSummary = z.infer<typeof shellSummaryView>;
