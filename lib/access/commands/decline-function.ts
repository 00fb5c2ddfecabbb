import { z } from "zod";
import { grantState } from "#lib/access/granting.ts";
import { writeStep } from "#lib/access/rows/grants.ts";
import { lockGrant } from "#lib/access/rows/lock-grant.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { id, prose } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";

/** Ends the proposal of a function: an admin withdraws it, and its subject or another reviewer declines it. */
export const declineFunction = defineCommand({
  name: "decline-function",
  permission: "function:decline",
  summary: "Decline or withdraw the proposal of a function",
  input: z.strictObject({ personId: id, function: z.enum(FUNCTIONS), reason: prose(500) }),
  output: z.object({ personId: z.string() }),

  async load(tx, input, context) {
    const found = await lockGrant(tx, input, context);
    return found.ok ? ok({ ...input, ...found.value }) : found;
  },

  decide({ personId, function: name, reason, grant }, _input, { now }) {
    if (grantState(grant, now) !== "proposed")
      return refuse(
        "illegal",
        "not-proposed",
        "Nobody has proposed this function, or it was already answered.",
      );
    const declined = eventOf("function.declined", {
      stream: `person/${personId}`,
      targets: [{ type: "person", id: personId }],
      data: { function: name },
      details: { reason },
    });
    return ok([declined]);
  },

  async record(tx, _events, { personId, function: name, grant }, context) {
    await writeStep(tx, { personId, function: name, grant, verb: "declined" }, context);
    return { personId };
  },
});
