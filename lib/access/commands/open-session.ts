import { z } from "zod";
import { sessionExpiry } from "#lib/access/session.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { id } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";

const input = z.strictObject({
  personId: id,
  address: z.string().max(100),
  userAgent: z.string().max(300),
});

/** Opens the server-side half of a sign-in after the credentials were verified. Only the sign-in endpoint runs it. */
export const openSession = defineCommand({
  name: "open-session",
  permission: "session:open",
  summary: "Open a session for a person with verified credentials",
  input,
  output: z.object({ sessionId: z.string() }),

  async load(tx, { personId, address, userAgent }, { caller }) {
    const person = await tx.person.findUnique({ where: { id: personId } });
    const member = await tx.membership.findUnique({
      where: { workspaceId_personId: { workspaceId: caller.workspaceId, personId } },
    });
    const identity = await tx.personIdentity.findFirst({ where: { personId } });
    if (!person || person.disabledAt || !member || !identity)
      return refuse("forbidden", "not-a-member", "This account is not a member of the workspace.");
    return ok({ personId, address, userAgent });
  },

  decide({ personId, address, userAgent }, _input, { newId }) {
    const sessionId = newId();
    const event = eventOf(
      "session.opened",
      {
        stream: `session/${sessionId}`,
        targets: [{ type: "person", id: personId }],
        data: {},
        details: { from: { address, userAgent } },
      },
      { sessionId },
    );
    return ok([event]);
  },

  async record(tx, [event], { personId, address, userAgent }, { caller, now }) {
    const sessionId = event!.sessionId;
    await tx.session.create({
      data: {
        id: sessionId,
        personId,
        workspaceId: caller.workspaceId,
        address,
        userAgent,
        createdAt: now,
        lastSeenAt: now,
        expiresAt: sessionExpiry(now),
      },
    });
    return { sessionId };
  },
});
