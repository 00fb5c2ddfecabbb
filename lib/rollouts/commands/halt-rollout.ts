import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { ok } from "#lib/kernel/result.ts";
import { rolloutMachine } from "#lib/rollouts/rollout.ts";
import { lockRollout } from "#lib/rollouts/rows/lock-rollout.ts";
import { recordSteering } from "#lib/rollouts/rows/record-steering.ts";
import { steer, steeringInput, steeringOutput } from "#lib/rollouts/steering.ts";

/** Freezes exposure because something looks wrong. Only a person can resume it. */
export const haltRollout = defineCommand({
  name: "halt-rollout",
  permission: "rollout:halt",
  summary: "Halt a rollout: freeze its exposure",
  input: steeringInput,
  output: steeringOutput,

  load: (tx, { rollout }) => lockRollout(tx, rollout),

  decide(file, { reason }) {
    const said = steer("halt", file, reason);
    return said.ok ? ok([eventOf("rollout.halted", said.value)]) : said;
  },

  record: (tx, _events, { rollout }) => recordSteering(tx, rollout, rolloutMachine.table.halt.to),
});
