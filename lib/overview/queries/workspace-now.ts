import { z } from "zod";
import { defineQuery } from "#lib/command/query.ts";
import { ok } from "#lib/kernel/result.ts";
import { needsAttention } from "#lib/overview/rows/attention.ts";
import { liveRollouts } from "#lib/overview/rows/live-rollouts.ts";
import { recentDecisions } from "#lib/overview/rows/recent-decisions.ts";
import { workspaceNowView } from "#lib/overview/views/home-page.ts";

/** What goes on in the workspace, whoever reads it. */
export const workspaceNow = defineQuery({
  name: "workspace-now",
  permission: "registry:read",
  summary: "Live rollouts, what needs attention, recent decisions",
  input: z.strictObject({}),
  output: workspaceNowView,

  async load(tx, _input, { now }) {
    const [rollouts, attention, decisions] = await Promise.all([
      liveRollouts(tx, now),
      needsAttention(tx, now),
      recentDecisions(tx),
    ]);
    return ok({ rollouts, attention, decisions });
  },
});
