import { z } from "zod";
import { defineQuery } from "#lib/command/query.ts";
import { ok } from "#lib/kernel/result.ts";
import { needsAttention } from "#lib/overview/rows/attention.ts";
import { liveRollouts } from "#lib/overview/rows/live-rollouts.ts";
import { recentDecisions } from "#lib/overview/rows/recent-decisions.ts";
import { waitingItems } from "#lib/overview/rows/waiting-items.ts";
import { homePageView } from "#lib/overview/views/home-page.ts";

/** The first page of the day: what needs the reader, live rollouts, what needs attention, recent decisions. */
export const homePage = defineQuery({
  name: "home-page",
  permission: "registry:read",
  summary: "What needs the reader, live rollouts, what needs attention, recent decisions",
  input: z.strictObject({}),
  output: homePageView,

  async load(tx, _input, { caller, now }) {
    return ok({
      waiting: await waitingItems(tx, caller, now),
      rollouts: await liveRollouts(tx, now),
      attention: await needsAttention(tx, now),
      decisions: await recentDecisions(tx),
    });
  },
});
