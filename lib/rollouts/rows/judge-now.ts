import type { Tx } from "#lib/db/client.ts";
import type { Evidence } from "#lib/rollouts/evidence.ts";
import { type Judgement, judgeStage } from "#lib/rollouts/judge.ts";
import type { RolloutFile } from "./lock-rollout.ts";
import { gatherStageEvidence } from "./stage-evidence.ts";

export type JudgedNow = Judgement & { readonly evidence: Evidence; readonly because: readonly string[] };

/** Judges the stage at this moment, for a page; decides nothing. */
export async function judgeNow(tx: Tx, file: RolloutFile, now: Date): Promise<JudgedNow> {
  const evidence = await gatherStageEvidence(tx, file, now);
  const judgement = judgeStage(file.plan, file.stage, evidence);
  const { decision } = judgement;
  const because =
    decision.kind === "hold" ? decision.because : decision.kind === "advance" ? [] : [decision.because];
  return { ...judgement, evidence, because };
}
