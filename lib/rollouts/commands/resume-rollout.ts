import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { ok } from "#lib/kernel/result.ts";
import { heldStanding } from "#lib/policy/freeze.ts";
import { holdFreezes, standingFreezes } from "#lib/policy/rows/freezes.ts";
import { rolloutMachine } from "#lib/rollouts/rollout.ts";
import { lockRollout, movingOf } from "#lib/rollouts/rows/lock-rollout.ts";
import { recordSteering } from "#lib/rollouts/rows/record-steering.ts";
import { steer, steeringInput, steeringOutput } from "#lib/rollouts/steering.ts";

/** Lets a paused or halted rollout advance again from its present stage. */
export const resumeRollout = defineCommand({
  name: "resume-rollout",
  permission: "rollout:resume",
  summary: "Resume a paused or halted rollout",
  input: steeringInput,
  output: steeringOutput,

  async load(tx, { rollout }, { caller }) {
    const file = await lockRollout(tx, rollout);
    if (!file.ok) return file;
    await holdFreezes(tx, caller.workspaceId);
    return ok({ ...file.value, held: heldStanding(await standingFreezes(tx), movingOf(file.value)) });
  },

  decide({ held, ...file }, { reason }) {
    if (!held.ok) return held;
    const said = steer("resume", file, reason);
    return said.ok ? ok([eventOf("rollout.resumed", said.value)]) : said;
  },

  record: (tx, _events, { rollout }) => recordSteering(tx, rollout, rolloutMachine.table.resume.to),
});
