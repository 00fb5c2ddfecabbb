import { z } from "zod";
import { defineQuery } from "#lib/command/query.ts";
import { ok } from "#lib/kernel/result.ts";
import { LIVE_STATES } from "#lib/overview/rows/live-rollouts.ts";
import { waitingItems } from "#lib/overview/rows/waiting-items.ts";

/** What stands around every page: the workspace's name and what waits in each place. */
export const shellSummary = defineQuery({
  name: "shell-summary",
  permission: "registry:read",
  summary: "The workspace's name and what waits for the reader",
  input: z.strictObject({}),
  output: z.object({
    workspace: z.string(),
    /** Everything only the reader can move on. */
    waiting: z.number(),
    /** Of these, releases to sign. */
    toSign: z.number(),
    liveRollouts: z.number(),
  }),

  async load(tx, _input, { caller, now }) {
    const [here] = await tx.$queryRaw<[{ workspace: string; liveRollouts: number }]>`
      SELECT name AS workspace,
             (SELECT count(*)::int FROM rollout WHERE state = ANY(${[...LIVE_STATES]})) AS "liveRollouts"
      FROM workspace WHERE id = ${caller.workspaceId}::uuid`;
    const items = await waitingItems(tx, caller, now);
    const toSign = items.filter((item) => item.kind === "sign").length;
    return ok({ ...here, waiting: items.length, toSign });
  },
});
