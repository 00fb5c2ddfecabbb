import { z } from "zod";
import { defineQuery } from "#lib/command/query.ts";
import { ok } from "#lib/kernel/result.ts";
import { attention, needsAttention } from "#lib/overview/rows/attention.ts";
import { liveRollout, liveRollouts } from "#lib/overview/rows/live-rollouts.ts";
import { recentDecision, recentDecisions } from "#lib/overview/rows/recent-decisions.ts";
import { waitingItem, waitingItems } from "#lib/overview/rows/waiting-items.ts";

/** The first page of the day: what needs the reader, live rollouts, what needs attention, recent decisions. */
export const homePage = defineQuery({
  name: "home-page",
  permission: "registry:read",
  summary: "What needs the reader, live rollouts, what needs attention, recent decisions",
  input: z.strictObject({}),
  output: z.object({
    waiting: z.array(waitingItem),
    rollouts: z.array(liveRollout),
    attention,
    decisions: z.array(recentDecision),
  }),

  async load(tx, _input, { caller, now }) {
    return ok({
      waiting: await waitingItems(tx, caller, now),
      rollouts: await liveRollouts(tx, now),
      attention: await needsAttention(tx, now),
      decisions: await recentDecisions(tx),
    });
  },
});
