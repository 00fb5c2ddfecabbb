import type { Tx } from "#lib/db/client.ts";
import type { Plan } from "#lib/releases/plan.ts";
import { evidenceChangeOf } from "#lib/rollouts/evidence-change.ts";
import { isJudge, JUDGE_VERSION } from "#lib/rollouts/judges.ts";
import type { EvidenceChange } from "#lib/rollouts/views/evidence-change.ts";
import { gatherEvidence } from "./gather-evidence.ts";
import { keptVerdict } from "./kept-verdict.ts";
import { seenUntil } from "./stage-end.ts";
import { stageUnderWatch } from "./stage-evidence.ts";

/**
 * By verdict of a rollout, what corrections since changed of its evidence; of one verdict where it is named. Verdicts are
 * read again only where an outcome was ever corrected.
 */
export async function evidenceChanges(
  tx: Tx,
  plan: Plan,
  of: { readonly rolloutId: string; readonly id?: string },
): Promise<Map<string, EvidenceChange>> {
  const changes = new Map<string, EvidenceChange>();
  const corrected = await correctedExposures(tx, of.rolloutId);
  if (corrected.size === 0) return changes;
  const verdicts = await tx.gateVerdict.findMany({
    where: of,
    select: { id: true, stageIndex: true, inputs: true },
  });
  for (const verdict of verdicts) {
    const { judge, evidence: then } = keptVerdict<"inputs">(verdict).inputs;
    const enteredAt = new Date(then.stageEnteredAt);
    const exposureId = corrected.get(stepKey(verdict.stageIndex, enteredAt));
    const stage = plan.stages[verdict.stageIndex];
    if (exposureId === undefined || stage === undefined) continue;
    const watched = stageUnderWatch(plan, stage, { exposureId, enteredAt });
    const now = seenUntil(then.asOf, await gatherEvidence(tx, plan, watched, new Date(then.asOf)));
    const by = isJudge(judge) ? judge : JUDGE_VERSION;
    const change = evidenceChangeOf({ plan, stage, judge: by }, then, now);
    if (change) changes.set(verdict.id, change);
  }
  return changes;
}

const stepKey = (stageIndex: number, enteredAt: Date): string => `${stageIndex} ${enteredAt.getTime()}`;

/** The exposures of a rollout in which an outcome was corrected, by step. */
async function correctedExposures(tx: Tx, rolloutId: string): Promise<Map<string, string>> {
  const steps = await tx.$queryRaw<{ stageIndex: number; enteredAt: Date; exposureId: string }[]>`
    SELECT s.stage_index AS "stageIndex", s.entered_at AS "enteredAt", s.exposure_id AS "exposureId"
    FROM rollout_step s WHERE s.rollout_id = ${rolloutId}::uuid
      AND EXISTS (SELECT FROM metric_rollup r WHERE r.exposure_id = s.exposure_id AND r.corrected > 0)`;
  return new Map(
    steps.map(({ stageIndex, enteredAt, exposureId }) => [stepKey(stageIndex, enteredAt), exposureId]),
  );
}
