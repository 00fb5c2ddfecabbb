import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { delegationStream } from "#lib/councils/delegation-events.ts";
import { lockDelegation } from "#lib/councils/rows/delegations.ts";
import { id, prose } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";

/**
 * Ends a delegation before its time: by whoever gave it, or by whoever was given it. What was signed by it stands, as long
 * as both could still sign: it was given while the delegation was in force.
 */
export const endDelegation = defineCommand({
  name: "end-delegation",
  permission: "delegation:end",
  summary: "End a delegation before its time",
  input: z.strictObject({ delegation: id, reason: prose(500) }),
  output: z.object({ delegation: z.string() }),

  async load(tx, { delegation }) {
    const found = await lockDelegation(tx, delegation);
    return found
      ? ok(found)
      : refuse("not-found", "delegation-not-found", "There is no such delegation here.");
  },

  decide({ id: delegation, from, to, endsAt, endedAt }, { reason }, { caller, now }) {
    if (caller.id !== from.id && caller.id !== to.id)
      return refuse("forbidden", "not-your-delegation", "Only the two people of a delegation end it.");
    if (endedAt !== null || endsAt <= now)
      return refuse("conflict", "delegation-over", "This delegation has ended already.");
    const ended = eventOf("delegation.ended", {
      stream: delegationStream(delegation),
      targets: [{ type: "delegation", id: delegation }],
      data: { from: from.id, to: to.id },
      details: { reason },
    });
    return ok([ended]);
  },

  async record(tx, _events, { id: delegation }, { now }) {
    await tx.delegation.update({ where: { id: delegation }, data: { endedAt: now } });
    return { delegation };
  },
});
