import type { Tx } from "#lib/db/client.ts";
import type { Plan, Stage } from "#lib/releases/plan.ts";
import type { Evidence } from "#lib/rollouts/evidence.ts";
import { exposureOfStage } from "#lib/rollouts/stage-exposure.ts";
import type { EvidenceReads } from "./evidence-reads.ts";
import { gatherEvidence, type StageUnderWatch } from "./gather-evidence.ts";
import type { RolloutFile } from "./lock-rollout.ts";

export type StageOfRollout = Pick<RolloutFile, "plan" | "stage"> & {
  readonly rollout: Pick<RolloutFile["rollout"], "exposureId" | "stageEnteredAt">;
};

/** A stage of the plan as it was entered. */
export const stageUnderWatch = (
  plan: Plan,
  stage: Stage,
  entered: Pick<StageUnderWatch, "exposureId" | "enteredAt">,
): StageUnderWatch => ({
  ...entered,
  exposure: exposureOfStage(plan, stage),
  deadlineSeconds: stage.deadlineSeconds,
});

/** The evidence of the stage a rollout is in. */
export function gatherStageEvidence(
  tx: Tx,
  { rollout, plan, stage }: StageOfRollout,
  asOf: Date,
  reads?: EvidenceReads,
): Promise<Evidence> {
  const entered = { exposureId: rollout.exposureId!, enteredAt: rollout.stageEnteredAt };
  return gatherEvidence(tx, plan, stageUnderWatch(plan, stage, entered), asOf, reads);
}
