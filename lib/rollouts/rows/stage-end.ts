import type { RolloutStep } from "#generated/prisma/client.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Plan } from "#lib/releases/plan.ts";
import { brokenShares } from "#lib/rollouts/broken-values.ts";
import { windowsBeyond } from "#lib/rollouts/counted-windows.ts";
import type { ArmEvidence, Evidence, GuardrailEvidence } from "#lib/rollouts/evidence.ts";
import { judgeStage } from "#lib/rollouts/judge.ts";
import type { GuardrailVerdict } from "#lib/rollouts/verdict.ts";
import type { GuardrailState } from "#lib/rollouts/views/guardrail-state.ts";
import type { StageEnd } from "#lib/rollouts/views/rollout-history.ts";
import { gatherEvidence } from "./gather-evidence.ts";
import { keptVerdict } from "./kept-verdict.ts";
import { stageUnderWatch } from "./stage-evidence.ts";
import { stageJudges } from "./stage-judges.ts";

type Step = Pick<RolloutStep, "rolloutId" | "stageIndex" | "exposureId" | "enteredAt">;

/**
 * How a stage's own guardrails stood when it ended: by the stored verdict that ended it, else judged from its evidence
 * up to then.
 */
export async function stageEnd(tx: Tx, plan: Plan, step: Step, leftAt: Date): Promise<StageEnd> {
  const { rolloutId, stageIndex, exposureId, enteredAt } = step;
  const judgedAt = leftAt.toISOString();
  const stored = await tx.gateVerdict.findFirst({ where: { rolloutId, stageIndex, decidedAt: leftAt } });
  if (stored) {
    const { inputs, verdicts } = keptVerdict(stored);
    const guardrails = guardrailStates(plan, verdicts, inputs.evidence);
    return { judgedAt, verdictId: stored.id, guardrails };
  }
  const stage = plan.stages[stageIndex]!;
  const watched = stageUnderWatch(plan, stage, { exposureId, enteredAt });
  const evidence = seenUntil(judgedAt, await gatherEvidence(tx, plan, watched, leftAt));
  const judgeOf = await stageJudges(tx, rolloutId);
  const { verdicts } = judgeStage(plan, stage, evidence, judgeOf(stageIndex));
  return { judgedAt, verdictId: null, guardrails: guardrailStates(plan, verdicts, evidence) };
}

/** Evidence that arrived later is not from the future: at that time it was as fresh as could be. */
export function seenUntil(at: string, evidence: Evidence): Evidence {
  const arm = (one: ArmEvidence | null) =>
    one && one.latestAt !== null && one.latestAt > at ? { ...one, latestAt: at } : one;
  const seen = (one: GuardrailEvidence) => ({
    ...one,
    baseline: arm(one.baseline),
    candidate: arm(one.candidate),
  });
  const { byGuardrail } = evidence;
  return {
    ...evidence,
    byGuardrail: Object.fromEntries(Object.entries(byGuardrail).map(([id, one]) => [id, seen(one)])),
  };
}

function labelledShare(labels: GuardrailEvidence["labels"]): number | null {
  if (labels === undefined) return null;
  const owed = labels.baseline.owed + labels.candidate.owed;
  return owed === 0 ? null : Math.min(1, (labels.baseline.labelled + labels.candidate.labelled) / owed);
}

/** Verdicts in the order of the plan, each with the age of what it was given on. */
export function guardrailStates(
  plan: Plan,
  verdicts: readonly GuardrailVerdict[],
  evidence: Evidence,
): GuardrailState[] {
  return plan.guardrails.map((guardrail, index) => ({
    verdict: verdicts[index]!,
    latestAt: evidence.byGuardrail[guardrail.id]?.candidate?.latestAt ?? evidence.watermark,
    matureShare: labelledShare(evidence.byGuardrail[guardrail.id]?.labels),
    windows: windowsBeyond(plan, guardrail, evidence),
    broken: brokenShares(evidence.byGuardrail[guardrail.id]),
  }));
}
