import { z } from "zod";
import { lockMembership } from "#lib/access/rows/lock-membership.ts";
import { idleSince, mayEndSessionsOf } from "#lib/access/session.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { id } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";

/** Ends a person's sessions at once, except the current one: one's own others or, for an admin, anyone's. */
export const endSessions = defineCommand({
  name: "end-sessions",
  permission: "sessions:end",
  summary: "End all your other sessions or, as an admin, all sessions of a person",
  input: z.strictObject({ personId: id }),
  output: z.object({ ended: z.number() }),

  async load(tx, { personId }, { caller, now }) {
    const found = await lockMembership(tx, caller.workspaceId, personId, now);
    if (!found.ok) return found;
    if (!mayEndSessionsOf(caller, personId))
      return refuse("forbidden", "role-missing", "Ending others' sessions requires the role admin.", {
        todo: "Ask an admin of the workspace.",
      });
    const kept = caller.kind === "person" ? caller.sessionId : null;
    const sessions = await tx.$queryRaw<{ id: string }[]>`
      SELECT id::text FROM session
      WHERE person_id = ${personId}::uuid AND workspace_id = ${caller.workspaceId}::uuid
        AND ended_at IS NULL AND expires_at > ${now} AND last_seen_at > ${idleSince(now)} AND id IS DISTINCT FROM ${kept}::uuid
      ORDER BY id FOR UPDATE`;
    if (sessions.length === 0)
      return refuse("illegal", "no-session", "There is no other session to end.", {
        todo: "No action is needed.",
      });
    return ok({ personId, sessionIds: sessions.map((session) => session.id) });
  },

  decide({ personId, sessionIds }) {
    const event = eventOf("sessions.ended", {
      stream: `person/${personId}`,
      targets: [{ type: "person", id: personId }],
      data: { count: sessionIds.length },
    });
    return ok([event]);
  },

  async record(tx, _events, { sessionIds }, { now }) {
    await tx.session.updateMany({ where: { id: { in: sessionIds } }, data: { endedAt: now } });
    return { ended: sessionIds.length };
  },
});
