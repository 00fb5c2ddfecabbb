import { NIL } from "uuid";
import { z } from "zod";
import { lockMembership } from "#lib/access/rows/lock-membership.ts";
import { spendOwnStepUp } from "#lib/access/rows/spend-step-up.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { id, prose } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";

/**
 * Gives a person whose access had ended their access back, with the roles and functions they had. An admin proves
 * presence first; the command line needs no proof.
 */
export const enablePerson = defineCommand({
  name: "enable-person",
  permission: "person:enable",
  summary: "Give a person their access back",
  input: z.strictObject({ personId: id, stepUpId: id.optional(), reason: prose(500) }),
  output: z.object({ personId: z.string() }),

  async load(tx, { personId, stepUpId, reason }, { caller, now }) {
    const found = await lockMembership(tx, caller.workspaceId, personId);
    if (!found.ok) return found;
    if (caller.kind !== "system") {
      const proof = await spendOwnStepUp(tx, caller, stepUpId ?? NIL, now);
      if (!proof.ok) return proof;
    }
    return ok({ personId, reason, disabled: found.value.disabled });
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
