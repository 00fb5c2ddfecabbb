import type { Plan, Stage } from "#lib/releases/plan.ts";
import { metricOfGuardrail } from "#lib/releases/plan-metrics.ts";
import type { ArmCounts, Evidence, GuardrailEvidence } from "./evidence.ts";
import { judgeStage } from "./judge.ts";
import type { JudgeVersion } from "./judges.ts";
import type { EvidenceChange } from "./views/evidence-change.ts";

type Given = { readonly plan: Plan; readonly stage: Stage; readonly judge: JudgeVersion };

/**
 * What corrections since a verdict changed: its own evidence with that of the outcomes as they are stored now, judged as it
 * was. Null where none of the answers that it counted was corrected since.
 */
export function evidenceChangeOf(
  { plan, stage, judge }: Given,
  then: Evidence,
  now: Evidence,
): EvidenceChange | null {
  const onOutcomes = plan.guardrails
    .filter((guardrail) => metricOfGuardrail(plan, guardrail)?.known.when === "outcome")
    .map(({ id }) => id);
  const corrected = mostOf(onOutcomes.map((id) => correctedSince(then.byGuardrail[id], now.byGuardrail[id])));
  if (corrected.baseline + corrected.candidate === 0) return null;
  const changed = onOutcomes.flatMap((id) => {
    const own = now.byGuardrail[id];
    return own ? [[id, own] as const] : [];
  });
  const byGuardrail = { ...then.byGuardrail, ...Object.fromEntries(changed) };
  const { verdicts, decision } = judgeStage(plan, stage, { ...then, byGuardrail }, judge);
  return {
    corrected,
    guardrails: verdicts.filter(({ guardrailId }) => onOutcomes.includes(guardrailId)),
    decision: decision.kind,
  };
}

function correctedSince(then: GuardrailEvidence | undefined, now: GuardrailEvidence | undefined): ArmCounts {
  const since = (arm: "baseline" | "candidate") =>
    (now?.[arm]?.corrected ?? 0) - (then?.[arm]?.corrected ?? 0);
  return { baseline: since("baseline"), candidate: since("candidate") };
}

/** Each corrected outcome is counted by every guardrail on outcomes. */
const mostOf = (counts: readonly ArmCounts[]): ArmCounts => ({
  baseline: Math.max(0, ...counts.map(({ baseline }) => baseline)),
  candidate: Math.max(0, ...counts.map(({ candidate }) => candidate)),
});
