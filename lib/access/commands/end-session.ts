import { z } from "zod";
import { mayEndSessionsOf, sessionIsOpen } from "#lib/access/session.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { id } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";

type Row = { personId: string; endedAt: Date | null; expiresAt: Date; lastSeenAt: Date };

/** Ends one session at once: one's own or, for an admin, anyone's in the workspace. */
export const endSession = defineCommand({
  name: "end-session",
  permission: "session:end",
  summary: "End a session: your own or, as an admin, anyone's",
  input: z.strictObject({ sessionId: id }),
  output: z.object({ sessionId: z.string() }),

  async load(tx, { sessionId }, { caller, now }) {
    const [session] = await tx.$queryRaw<Row[]>`
      SELECT person_id::text AS "personId", ended_at AS "endedAt", expires_at AS "expiresAt",
             last_seen_at AS "lastSeenAt"
      FROM session WHERE id = ${sessionId}::uuid AND workspace_id = ${caller.workspaceId}::uuid FOR UPDATE`;
    // The answer to those who may not end a session must not reveal that it exists.
    if (!session || !mayEndSessionsOf(caller, session.personId))
      return refuse("not-found", "session-not-found", "You have no such session.");
    if (!sessionIsOpen(session, now))
      return refuse("gone", "session-ended", "This session has already ended.");
    return ok({ sessionId, personId: session.personId });
  },

  decide({ sessionId, personId }) {
    const event = eventOf("session.ended", {
      stream: `session/${sessionId}`,
      targets: [{ type: "person", id: personId }],
      data: {},
    });
    return ok([event]);
  },

  async record(tx, _events, { sessionId }, { now }) {
    await tx.session.update({ where: { id: sessionId }, data: { endedAt: now } });
    return { sessionId };
  },
});
