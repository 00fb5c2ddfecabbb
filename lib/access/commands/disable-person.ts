import { z } from "zod";
import { lastAdminRefusal, lockMembership } from "#lib/access/rows/lock-membership.ts";
import { revokeLinks } from "#lib/access/rows/revoke-links.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { id, prose } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";

/** Ends a person's access, sessions and links. Their signatures stay: a person is disabled, never deleted. */
export const disablePerson = defineCommand({
  name: "disable-person",
  permission: "person:disable",
  summary: "End a person's access",
  input: z.strictObject({ personId: id, reason: prose(500) }),
  output: z.object({ personId: z.string() }),

  async load(tx, { personId, reason }, { caller, now }) {
    const found = await lockMembership(tx, caller.workspaceId, personId, now);
    if (!found.ok) return found;
    return ok({ personId, reason, ...found.value });
  },

  decide({ personId, reason, disabled, lastAdmin }, _input, { caller }) {
    if (disabled) return refuse("illegal", "person-disabled", "This person's access has already ended.");
    if (caller.id === personId)
      return refuse("illegal", "not-oneself", "You cannot end your own access.", {
        todo: "Ask another admin.",
      });
    if (lastAdmin) return lastAdminRefusal;
    const event = eventOf("person.disabled", {
      stream: `person/${personId}`,
      targets: [{ type: "person", id: personId }],
      data: {},
      details: { reason },
    });
    return ok([event]);
  },

  async record(tx, _events, { personId }, { now }) {
    await tx.person.update({ where: { id: personId }, data: { disabledAt: now } });
    await tx.session.updateMany({ where: { personId, endedAt: null }, data: { endedAt: now } });
    await revokeLinks(tx, personId, now);
    return { personId };
  },
});
