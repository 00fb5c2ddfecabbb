import { z } from "zod";
import { lockFactors } from "#lib/access/rows/lock-factors.ts";
import { lockHelped } from "#lib/access/rows/lock-helped.ts";
import { factorStream } from "#lib/access/second-factor.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { id, prose } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";

/** Removes all factors of a person who lost them, with their recovery codes, and ends their sessions. */
export const resetFactor = defineCommand({
  name: "reset-factor",
  permission: "factor:reset",
  summary: "Reset a person's second factor",
  input: z.strictObject({ personId: id, stepUpId: id.optional(), reason: prose(500) }),
  output: z.object({ personId: z.string(), factors: z.number() }),

  async load(tx, { reason, ...help }, context) {
    const found = await lockHelped(tx, { act: "reset-factor", ...help }, context);
    if (!found.ok) return found;
    const { personId } = help;
    const { factors } = await lockFactors(tx, context.caller.workspaceId, personId);
    return ok({ personId, reason, factors });
  },

  decide({ personId, reason, factors }, _input, { caller }) {
    if (caller.id === personId)
      return refuse("illegal", "not-oneself", "You cannot reset your own second factor.", {
        todo: "Change it on the account page, or ask another admin.",
      });
    if (factors.length === 0) return refuse("illegal", "no-factor", "This person has no second factor.");
    const reset = eventOf("factor.reset", {
      stream: factorStream(personId),
      targets: [{ type: "person", id: personId }],
      data: { factors: factors.map(({ id: factor }) => factor) },
      details: { reason },
    });
    return ok([reset]);
  },

  async record(tx, _events, { personId, factors }, { now }) {
    await tx.secondFactor.deleteMany({ where: { personId } });
    await tx.recoveryCode.deleteMany({ where: { personId } });
    await tx.session.updateMany({ where: { personId, endedAt: null }, data: { endedAt: now } });
    return { personId, factors: factors.length };
  },
});
