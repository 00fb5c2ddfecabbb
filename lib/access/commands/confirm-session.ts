import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { id } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";

const METHODS = ["webauthn", "totp", "recovery"] as const;

/** Completes a session after its second factor was verified. Only the endpoint of the second step runs it. */
export const confirmSession = defineCommand({
  name: "confirm-session",
  permission: "session:confirm",
  summary: "Complete a session after its person's second factor was verified",
  input: z.strictObject({ sessionId: id, method: z.enum(METHODS) }),
  output: z.object({ method: z.enum(METHODS) }),

  async load(tx, { sessionId, method }, { caller }) {
    const [session] = await tx.$queryRaw<
      { personId: string; endedAt: Date | null; confirmedAt: Date | null }[]
    >`
      SELECT person_id AS "personId", ended_at AS "endedAt", second_factor_at AS "confirmedAt" FROM session
      WHERE id = ${sessionId}::uuid AND workspace_id = ${caller.workspaceId}::uuid FOR UPDATE`;
    if (!session || session.endedAt)
      return refuse("gone", "session-ended", "This session has already ended.");
    return ok({ ...session, sessionId, method });
  },

  decide({ personId, confirmedAt, sessionId, method }) {
    if (confirmedAt) return refuse("illegal", "session-whole", "This session already has its second factor.");
    const confirmed = eventOf("session.confirmed", {
      stream: `session/${sessionId}`,
      targets: [{ type: "person", id: personId }],
      data: { method },
    });
    return ok([confirmed]);
  },

  async record(tx, _events, { sessionId, method }, { now }) {
    await tx.session.update({ where: { id: sessionId }, data: { secondFactorAt: now, method } });
    return { method };
  },
});
