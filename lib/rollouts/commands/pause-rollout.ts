import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { ok } from "#lib/kernel/result.ts";
import { rolloutMachine } from "#lib/rollouts/rollout.ts";
import { lockRollout } from "#lib/rollouts/rows/lock-rollout.ts";
import { recordSteering } from "#lib/rollouts/rows/record-steering.ts";
import { steer, steeringInput, steeringOutput } from "#lib/rollouts/steering.ts";

/** Stops a rollout from advancing. Exposure stays as it is; guardrails are still judged. */
export const pauseRollout = defineCommand({
  name: "pause-rollout",
  permission: "rollout:pause",
  summary: "Pause a rollout where it is",
  input: steeringInput,
  output: steeringOutput,

  load: (tx, { rollout }) => lockRollout(tx, rollout),

  decide(file, { reason }) {
    const said = steer("pause", file, reason);
    return said.ok ? ok([eventOf("rollout.paused", said.value)]) : said;
  },

  record: (tx, _events, { rollout }) => recordSteering(tx, rollout, rolloutMachine.table.pause.to),
});
