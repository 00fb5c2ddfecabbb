import { z } from "zod";
import { factorNotFound, lockFactors, peopleOnly } from "#lib/access/rows/lock-factors.ts";
import { spendForOwn } from "#lib/access/rows/spend-step-up.ts";
import { factorStream } from "#lib/access/second-factor.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { id } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";

/** Removes one of the caller's factors. The last can be removed only if the workspace requires none. */
export const removeFactor = defineCommand({
  name: "remove-factor",
  permission: "factor:remove",
  summary: "Remove a second factor",
  input: z.strictObject({ factorId: id, stepUpId: id }),
  output: z.object({ factorId: z.string() }),

  async load(tx, { factorId, stepUpId }, { caller, now }) {
    if (caller.kind !== "person") return peopleOnly;
    const { factors, rule } = await lockFactors(tx, caller.workspaceId, caller.id);
    const factor = factors.find((each) => each.id === factorId);
    if (!factor) return factorNotFound;
    const proof = await spendForOwn(tx, { caller, now }, { act: "remove-factor", of: factorId, stepUpId });
    return proof.ok ? ok({ factor, last: factors.length === 1, rule }) : proof;
  },

  decide({ factor, last, rule }, _input, { caller }) {
    if (last && rule === "required")
      return refuse(
        "illegal",
        "last-factor",
        "This is your only second factor, and this workspace requires one.",
        {
          todo: "Add another first, then remove this one.",
        },
      );
    const removed = eventOf("factor.removed", {
      stream: factorStream(caller.id),
      targets: [{ type: "person", id: caller.id }],
      data: { factor: factor.id, kind: factor.kind },
      details: { factor: { name: factor.name } },
    });
    return ok([removed]);
  },

  async record(tx, _events, { factor, last }, { caller }) {
    await tx.secondFactor.delete({ where: { id: factor.id } });
    if (last) await tx.recoveryCode.deleteMany({ where: { personId: caller.id } });
    return { factorId: factor.id };
  },
});
