import { z } from "zod";
import { lockHelped } from "#lib/access/rows/lock-helped.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { id, prose } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";

/**
 * Gives a person whose access had ended their access back, with the roles and functions they had.
 */
export const enablePerson = defineCommand({
  name: "enable-person",
  permission: "person:enable",
  summary: "Give a person their access back",
  input: z.strictObject({ personId: id, stepUpId: id.optional(), reason: prose(500) }),
  output: z.object({ personId: z.string() }),

  async load(tx, { reason, ...help }, context) {
    const found = await lockHelped(tx, { act: "enable-person", ...help }, context);
    return found.ok ? ok({ personId: help.personId, reason, disabled: found.value.disabled }) : found;
  },

  decide({ personId, reason, disabled }) {
    if (!disabled) return refuse("illegal", "person-not-disabled", "This person has access already.");
    const event = eventOf("person.enabled", {
      stream: `person/${personId}`,
      targets: [{ type: "person", id: personId }],
      data: {},
      details: { reason },
    });
    return ok([event]);
  },

  async record(tx, _events, { personId }) {
    await tx.person.update({ where: { id: personId }, data: { disabledAt: null } });
    return { personId };
  },
});
