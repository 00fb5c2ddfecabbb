import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { rolloutMachine } from "#lib/rollouts/rollout.ts";
import { aboutJudged } from "#lib/rollouts/rows/judged/facts.ts";
import { lockRollout } from "#lib/rollouts/rows/lock-rollout.ts";
import { refuseLate } from "#lib/rollouts/rows/refuse-late.ts";

/**
 * Freezes the exposure of a rollout that could not be judged several times in a row, whatever the cause: exposure must not
 * grow while nothing watches it. Only the reconciler calls it.
 */
export const haltUnjudgedRollout = defineCommand({
  name: "halt-unjudged-rollout",
  permission: "rollout:halt-unjudged",
  summary: "Halt a rollout that cannot be judged",
  input: z.strictObject({
    rollout: ordinal,
    fence: z.number().int().min(0),
    /** How many times in a row. */
    failures: z.number().int().min(1),
  }),
  output: z.object({ number: z.number() }),

  async load(tx, { rollout, fence }) {
    const file = await lockRollout(tx, rollout);
    if (!file.ok) return file;
    const led = await refuseLate(tx, file.value, fence);
    return led.ok ? file : led;
  },

  decide(file, { failures }) {
    const { rollout } = file;
    if (rollout.state !== "running")
      return refuse("illegal", "not-watched", `This rollout is ${rollout.state}.`);
    const because = `It could not be judged ${failures} times in a row.`;
    const about = aboutJudged(file);
    return ok([eventOf("rollout.halted", { ...about, data: { ...about.data, by: "fault", because } })]);
  },

  async record(tx, [event], { rollout: { id, number } }) {
    const { because } = event!.data;
    await tx.rollout.update({
      where: { id },
      data: { state: rolloutMachine.table.halt.to, because: because ?? null },
    });
    return { number };
  },
});
