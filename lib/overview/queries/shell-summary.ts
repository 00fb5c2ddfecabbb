import { z } from "zod";
import { defineQuery } from "#lib/command/query.ts";
import { ok } from "#lib/kernel/result.ts";
import { unreadMessages } from "#lib/overview/rows/inbox-messages.ts";
import { LIVE_STATES } from "#lib/overview/rows/live-rollouts.ts";
import { waitingItems } from "#lib/overview/rows/waiting-items.ts";
import { type ShellSummary, shellSummaryView } from "#lib/overview/views/shell-summary.ts";
import { waitingKey } from "#lib/overview/waiting-key.ts";
import { openStop, standingStop } from "#lib/policy/rows/freezes.ts";

/** What surrounds every page: the workspace's name and what waits for the reader. */
export const shellSummary = defineQuery({
  name: "shell-summary",
  permission: "registry:read",
  summary: "The workspace's name, what waits for the reader, and how many rollouts are live",
  input: z.strictObject({}),
  output: shellSummaryView,

  async load(tx, _input, { caller, now }) {
    const personId = caller.kind === "person" ? caller.id : null;
    const [[here], waiting, inForce, open] = await Promise.all([
      tx.$queryRaw<[Omit<ShellSummary, "waiting" | "unread" | "stop">]>`
        SELECT name AS workspace, (SELECT email FROM person WHERE id = ${personId}::uuid) AS email,
               (SELECT count(*)::int FROM rollout WHERE state = ANY(${[...LIVE_STATES]})) AS "liveRollouts",
               (SELECT count(*)::int FROM incident WHERE closed_at IS NULL) AS "openIncidents"
        FROM workspace WHERE id = ${caller.workspaceId}::uuid`,
      waitingItems(tx, caller, now),
      standingStop(tx),
      openStop(tx, now),
    ]);
    const keys = waiting.map(waitingKey);
    const unread = personId === null ? 0 : await unreadMessages(tx, { personId, keys });
    return ok({ ...here, waiting, unread, stop: stopOf(inForce, open) });
  },
});

function stopOf(
  inForce: Awaited<ReturnType<typeof standingStop>>,
  open: Awaited<ReturnType<typeof openStop>>,
): ShellSummary["stop"] {
  if (inForce) {
    const { reason, since, askedBy, confirmedBy } = inForce;
    return { state: "in-force", by: `${askedBy} and ${confirmedBy}`, reason, since: since.toISOString() };
  }
  return (
    open && { state: "asked", by: open.askedByName, reason: open.reason, since: open.askedAt.toISOString() }
  );
}
