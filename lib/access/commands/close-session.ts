import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { id } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";

/** Ends a session at once: its cookie is invalid from the next request on. */
export const closeSession = defineCommand({
  name: "close-session",
  permission: "session:close",
  summary: "Sign out",
  input: z.strictObject({ sessionId: id }),
  output: z.object({ sessionId: z.string() }),

  async load(tx, { sessionId }, { caller }) {
    const [session] = await tx.$queryRaw<{ personId: string; endedAt: Date | null }[]>`
      SELECT person_id AS "personId", ended_at AS "endedAt" FROM session
      WHERE id = ${sessionId}::uuid AND workspace_id = ${caller.workspaceId}::uuid FOR UPDATE`;
    if (!session || session.endedAt)
      return refuse("gone", "session-ended", "This session has already ended.");
    return ok(session);
  },

  decide({ personId }, { sessionId }) {
    const event = eventOf("session.closed", {
      stream: `session/${sessionId}`,
      targets: [{ type: "person", id: personId }],
      data: {},
    });
    return ok([event]);
  },

  async record(tx, [event], _facts, { now }) {
    const sessionId = event!.stream.slice("session/".length);
    await tx.session.update({ where: { id: sessionId }, data: { endedAt: now } });
    return { sessionId };
  },
});
