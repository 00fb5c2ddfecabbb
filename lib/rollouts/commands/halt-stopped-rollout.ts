import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { holdFreezes, standingStop } from "#lib/policy/rows/freezes.ts";
import { rolloutMachine } from "#lib/rollouts/rollout.ts";
import { aboutJudged } from "#lib/rollouts/rows/judged/facts.ts";
import { lockRollout } from "#lib/rollouts/rows/lock-rollout.ts";
import { refuseLate } from "#lib/rollouts/rows/refuse-late.ts";

/**
 * Halts a rollout while two people keep all rollouts stopped, so that it stays where it is until somebody resumes it,
 * also after the stop. Only the reconciler calls it.
 */
export const haltStoppedRollout = defineCommand({
  name: "halt-stopped-rollout",
  permission: "rollout:halt-stopped",
  summary: "Halt a rollout because all rollouts are stopped",
  input: z.strictObject({ rollout: ordinal, fence: z.number().int().min(0) }),
  output: z.object({ number: z.number() }),

  async load(tx, { rollout, fence }, { caller }) {
    const file = await lockRollout(tx, rollout);
    if (!file.ok) return file;
    const led = await refuseLate(tx, file.value, fence);
    if (!led.ok) return led;
    await holdFreezes(tx, caller.workspaceId);
    return ok({ ...file.value, stop: await standingStop(tx) });
  },

  decide({ stop, ...file }) {
    if (!stop) return refuse("stale", "not-stopped", "The rollouts are not stopped any more.");
    const next = rolloutMachine.next(file.rollout.state, "halt");
    if (!next.ok) return next;
    const about = aboutJudged(file);
    const data = { ...about.data, by: "stop" as const, because: HALTED, freeze: stop.id };
    return ok([eventOf("rollout.halted", { ...about, data })]);
  },

  async record(tx, _events, { rollout: { id, number } }) {
    await tx.rollout.update({
      where: { id },
      data: { state: rolloutMachine.table.halt.to, because: HALTED },
    });
    return { number };
  },
});

const HALTED = "All rollouts were stopped.";
