import { defineCommand } from "#lib/command/command.ts";
import { rolloutMachine } from "#lib/rollouts/rollout.ts";
import { lockRollout } from "#lib/rollouts/rows/lock-rollout.ts";
import { recordSteering } from "#lib/rollouts/rows/record-steering.ts";
import { steer, steeringInput, steeringOutput } from "#lib/rollouts/steering.ts";

/** Stops a rollout from advancing. Exposure stays as it is; the guardrails keep watching. */
export const pauseRollout = defineCommand({
  name: "pause-rollout",
  permission: "rollout:pause",
  summary: "Pause a rollout where it is",
  input: steeringInput,
  output: steeringOutput,

  load: (tx, { rollout }) => lockRollout(tx, rollout),

  decide: (file, { reason }) => steer({ verb: "pause", type: "rollout.paused" }, file, reason),

  record: (tx, _events, { rollout }) => recordSteering(tx, rollout, rolloutMachine.table.pause.to),
});
