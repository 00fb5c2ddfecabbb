import { eventOf } from "#lib/command/event-of.ts";
import { pointerMoved, type Shift, writeShift } from "#lib/exposure/rows/shift-exposure.ts";
import { FREEZES_ASKED } from "#lib/releases/events.ts";
import { exposureOfStage } from "#lib/rollouts/stage-exposure.ts";
import { aboutJudged, leaveStep, type PlanAction, shiftOf } from "./facts.ts";

/** Every guardrail passed: the rollout enters the next stage. */
export const advance: PlanAction = {
  events(facts, said, newId) {
    const { plan, stage, rollout, candidate } = facts;
    const next = plan.stages[rollout.stageIndex + 1]!;
    const shift: Shift = {
      ...shiftOf(facts, newId()),
      base: facts.base!,
      candidate,
      exposure: exposureOfStage(plan, next),
      cohortSeconds: plan.cohortSeconds,
      reason: `Entered ${next.name}: ${stage.name} passed`,
    };
    const about = aboutJudged(facts);
    const data = { ...about.data, ...said, to: next.id, ...FREEZES_ASKED };
    return [eventOf("rollout.advanced", { ...about, data }, { shift }), pointerMoved(shift)];
  },

  async record(tx, facts, { shift }, now) {
    const { rollout, plan } = facts;
    const { exposureId } = shift!;
    await writeShift(tx, shift!, now);
    await leaveStep(tx, facts, "passed", now);
    const stageIndex = rollout.stageIndex + 1;
    const steps = await tx.rolloutStep.count({ where: { rolloutId: rollout.id } });
    await tx.rolloutStep.create({
      data: {
        rolloutId: rollout.id,
        workspaceId: rollout.workspaceId,
        sequence: steps + 1,
        stageIndex,
        exposureId,
        enteredAt: now,
      },
    });
    await tx.rollout.update({
      where: { id: rollout.id },
      data: { stageIndex, stageEnteredAt: now, exposureId },
    });
    return plan.stages[stageIndex]!.id;
  },
};
