import { z } from "zod";
import { grantState, mayReceive } from "#lib/access/granting.ts";
import { writeStep } from "#lib/access/rows/grants.ts";
import { lockGrant } from "#lib/access/rows/lock-grant.ts";
import { spendForDeed } from "#lib/access/rows/spend-step-up.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { id, prose } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";

/** Proposes a reviewer for a function. It counts only once a holder of another function has confirmed it. */
export const proposeFunction = defineCommand({
  name: "propose-function",
  permission: "function:propose",
  summary: "Propose a person for a function",
  input: z.strictObject({
    personId: id,
    function: z.enum(FUNCTIONS),
    reason: prose(500),
    stepUpId: id.optional(),
  }),
  output: z.object({ personId: z.string() }),

  async load(tx, { stepUpId, ...asked }, context) {
    const found = await lockGrant(tx, asked, context);
    if (!found.ok) return found;
    const deed = { act: "propose-function", of: asked.personId, stepUpId } as const;
    const proof = await spendForDeed(tx, context, deed);
    return proof.ok ? ok({ ...asked, ...found.value }) : proof;
  },

  decide({ personId, function: name, reason, member, grant }, _input, { now }) {
    const receiving = mayReceive(member);
    if (!receiving.ok) return receiving;
    if (grantState(grant, now) !== "none")
      return refuse(
        "conflict",
        "already-granted",
        `This person is already proposed for ${name}, or holds it.`,
        {
          field: "function",
        },
      );
    const proposed = eventOf("function.proposed", {
      stream: `person/${personId}`,
      targets: [{ type: "person", id: personId }],
      data: { function: name },
      details: { reason },
    });
    return ok([proposed]);
  },

  async record(tx, _events, { personId, function: name, grant }, context) {
    await writeStep(tx, { personId, function: name, grant, verb: "proposed" }, context);
    return { personId };
  },
});
