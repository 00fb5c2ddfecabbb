import type { Tx } from "#lib/db/client.ts";
import type { Evidence } from "#lib/rollouts/evidence.ts";
import { exposureOfStage } from "#lib/rollouts/stage-exposure.ts";
import type { EvidenceReads } from "./evidence-reads.ts";
import { gatherEvidence } from "./gather-evidence.ts";
import type { RolloutFile } from "./lock-rollout.ts";

export type StageOfRollout = Pick<RolloutFile, "plan" | "stage"> & {
  readonly rollout: Pick<RolloutFile["rollout"], "exposureId" | "stageEnteredAt">;
};

/** The evidence of the stage a rollout is in. */
export function gatherStageEvidence(
  tx: Tx,
  { rollout, plan, stage }: StageOfRollout,
  asOf: Date,
  reads?: EvidenceReads,
): Promise<Evidence> {
  return gatherEvidence(
    tx,
    plan,
    {
      exposureId: rollout.exposureId!,
      enteredAt: rollout.stageEnteredAt,
      exposure: exposureOfStage(plan, stage),
    },
    asOf,
    reads,
  );
}
