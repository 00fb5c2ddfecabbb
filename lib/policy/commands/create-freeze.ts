import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { freezeAsked, mayFreeze } from "#lib/policy/freeze.ts";
import { freezeStream } from "#lib/policy/freeze-events.ts";
import { lockFreezes, storeFreeze } from "#lib/policy/rows/freezes.ts";

/** Freezes changes in a window of time. It only holds, so one person may; to end it takes a second one. */
export const createFreeze = defineCommand({
  name: "create-freeze",
  permission: "freeze:create",
  summary: "Freeze changes in a window of time",
  input: freezeAsked,
  output: z.object({ freeze: z.string() }),

  async load(tx, { models }, { caller }) {
    if (caller.kind !== "person")
      return refuse("forbidden", "person-only", "Only a person can create a freeze.");
    await lockFreezes(tx, caller.workspaceId);
    const standing = await tx.freeze.count({ where: { endedAt: null } });
    const known = models && (await tx.model.count({ where: { id: { in: models } } }));
    return ok({ standing, modelsKnown: known === null || known === new Set(models).size });
  },

  decide(facts, { name, reason, ...terms }, { caller, now, newId }) {
    const may = mayFreeze(terms, { ...facts, now });
    if (!may.ok) return may;
    const freeze = newId();
    const created = eventOf(
      "freeze.created",
      {
        stream: freezeStream(caller.workspaceId),
        targets: [{ type: "freeze", id: freeze }],
        data: { freeze, ...terms },
        details: { name, reason },
      },
      { freeze, terms },
    );
    return ok([created]);
  },

  async record(tx, [created], _facts, context) {
    const { freeze: id, terms, details } = created!;
    await storeFreeze(tx, { id, terms, ...details }, context);
    return { freeze: id };
  },
});
