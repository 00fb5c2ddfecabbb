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

/** Takes a function from a person at once. One admin suffices, since it can only leave a seat open. */
export const removeFunction = defineCommand({
  name: "remove-function",
  permission: "function:remove",
  summary: "Remove a function from a person",
  input: z.strictObject({ personId: id, function: z.enum(FUNCTIONS), reason: prose(500) }),
  output: z.object({ personId: z.string() }),

  async load(tx, input, context) {
    const found = await lockGrant(tx, input, context);
    return found.ok ? ok({ ...input, ...found.value }) : found;
  },

  decide({ personId, function: name, reason, grant }, _input, { now }) {
    const state = grantState(grant, now);
    if (state === "none" || state === "proposed")
      return refuse("illegal", "not-granted", `This person does not hold ${name}.`, {
        ...(state === "proposed" ? { todo: "Withdraw the proposal instead." } : {}),
      });
    const removed = eventOf("function.removed", {
      stream: `person/${personId}`,
      targets: [{ type: "person", id: personId }],
      data: { function: name },
      details: { reason },
    });
    return ok([removed]);
  },

  async record(tx, _events, { personId, function: name, grant }, context) {
    await writeStep(tx, { personId, function: name, grant, verb: "removed" }, context);
    return { personId };
  },
});
