import { z } from "zod";
import { isBound } from "#lib/access/rows/bound-identities.ts";
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
  /** The account at a provider through which they came; it stands for the password. */
  identityId: id.optional(),
});

/** Opens the server-side half of a sign-in after the credentials were verified. Only the sign-in endpoint runs it. */
export const openSession = defineCommand({
  name: "open-session",
  permission: "session:open",
  summary: "Open a session for a person with verified credentials",
  input,
  output: z.object({ sessionId: z.string() }),

  async load(tx, { personId, address, userAgent, identityId }, { caller }) {
    const person = await tx.person.findUnique({ where: { id: personId } });
    const member = await tx.membership.findUnique({
      where: { workspaceId_personId: { workspaceId: caller.workspaceId, personId } },
    });
    const identity = await tx.personIdentity.findFirst({ where: { personId } });
    if (!person || person.disabledAt || !member || !identity)
      return refuse("forbidden", "not-a-member", "This account is not a member of the workspace.");
    if (identityId && !(await isBound(tx, { identityId, personId })))
      return refuse("forbidden", "identity-unbound", "This account is bound to nobody any more.");
    return ok({ personId, address, userAgent, identityId });
  },

  decide({ personId, address, userAgent, identityId }, _input, { newId }) {
    const sessionId = newId();
    const event = eventOf(
      "session.opened",
      {
        stream: `session/${sessionId}`,
        targets: [{ type: "person", id: personId }],
        data: identityId ? { identity: identityId } : {},
        details: { from: { address, userAgent } },
      },
      { sessionId },
    );
    return ok([event]);
  },

  async record(tx, [event], { personId, address, userAgent, identityId }, { caller, now }) {
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
        ...(identityId ? { identityId, method: "provider" } : {}),
      },
    });
    return { sessionId };
  },
});
