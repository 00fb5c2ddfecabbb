import { z } from "zod";
import { factorNotFound, lockFactors, peopleOnly } from "#lib/access/rows/lock-factors.ts";
import { spendForOwn } from "#lib/access/rows/spend-step-up.ts";
import { factorStream } from "#lib/access/second-factor.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { id, line } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";

/** Renames one of the caller's factors. */
export const renameFactor = defineCommand({
  name: "rename-factor",
  permission: "factor:rename",
  summary: "Rename a second factor",
  input: z.strictObject({ factorId: id, stepUpId: id, name: line(60) }),
  output: z.object({ factorId: z.string() }),

  async load(tx, { factorId, stepUpId, name }, { caller, now }) {
    if (caller.kind !== "person") return peopleOnly;
    const { factors } = await lockFactors(tx, caller.workspaceId, caller.id);
    const factor = factors.find((each) => each.id === factorId);
    if (!factor) return factorNotFound;
    const proof = await spendForOwn(tx, { caller, now }, { act: "rename-factor", of: factorId, stepUpId });
    return proof.ok ? ok({ factor, name }) : proof;
  },

  decide({ factor, name }, _input, { caller }) {
    if (factor.name === name) return refuse("illegal", "name-same", "The factor already has this name.");
    const renamed = eventOf("factor.renamed", {
      stream: factorStream(caller.id),
      targets: [{ type: "person", id: caller.id }],
      data: { factor: factor.id, kind: factor.kind },
      details: { factor: { name, before: factor.name } },
    });
    return ok([renamed]);
  },

  async record(tx, _events, { factor, name }) {
    await tx.secondFactor.update({ where: { id: factor.id }, data: { name } });
    return { factorId: factor.id };
  },
});
