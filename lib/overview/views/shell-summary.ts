import { z } from "zod";
import { waitingItem } from "./waiting-item.ts";

export const shellSummaryView = z.object({
  workspace: z.string(),
  /** The reader's own address; null for a caller without one. */
  email: z.string().nullable(),
  /** Everything only the reader can move on, the most urgent first. */
  waiting: z.array(waitingItem),
  /** How many open messages the reader has not read. */
  unread: z.number(),
  liveRollouts: z.number(),
  openIncidents: z.number(),
  /** The stop of all rollouts that is in force, or that somebody asks to be confirmed; null where neither is. */
  stop: z
    .object({ state: z.enum(["asked", "in-force"]), by: z.string(), reason: z.string(), since: z.string() })
    .nullable(),
});
export type ShellSummary = z.infer<typeof shellSummaryView>;
