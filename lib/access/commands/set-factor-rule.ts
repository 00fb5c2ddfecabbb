import { z } from "zod";
import { spendForDeed } from "#lib/access/rows/spend-step-up.ts";
import { FACTOR_RULES, type FactorRule } from "#lib/access/second-factor.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { id } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";

/** Sets whether the workspace requires a second factor. Takes effect on each person's next request. */
export const setFactorRule = defineCommand({
  name: "set-factor-rule",
  permission: "factor-rule:set",
  summary: "Require a second factor, or make it optional",
  input: z.strictObject({ rule: z.enum(FACTOR_RULES), stepUpId: id }),
  output: z.object({ rule: z.enum(FACTOR_RULES) }),

  async load(tx, { rule, stepUpId }, { caller, now }) {
    const [row] = await tx.$queryRaw<{ before: FactorRule }[]>`
      SELECT second_factor AS before FROM workspace WHERE id = ${caller.workspaceId}::uuid FOR UPDATE`;
    const proof = await spendForDeed(tx, { caller, now }, { act: "set-factor-rule", of: rule, stepUpId });
    return proof.ok ? ok({ rule, before: row!.before }) : proof;
  },

  decide({ rule, before }, _input, { caller }) {
    if (rule === before) return refuse("illegal", "rule-same", "This rule is already in force.");
    const set = eventOf("factor-rule.set", {
      stream: `factor-rule/${caller.workspaceId}`,
      targets: [{ type: "workspace", id: caller.workspaceId }],
      data: { rule, before },
    });
    return ok([set]);
  },

  async record(tx, _events, { rule }, { caller }) {
    await tx.workspace.update({ where: { id: caller.workspaceId }, data: { secondFactor: rule } });
    return { rule };
  },
});
