import { levelText } from "#components/metrics/metric-numbers.ts";
import { ruleText } from "#components/releases/guardrail-words.ts";
import { spanText } from "#components/ui/format-time.ts";
import type { Guardrail, Plan, Stage } from "#lib/releases/plan.ts";
import { metricOfGuardrail } from "#lib/releases/plan-metrics.ts";
import type { GateVerdictView } from "#lib/rollouts/views/gate-verdict.ts";
import type { GuardrailVerdictView } from "#lib/rollouts/views/guardrail-verdict.ts";
import type { RolloutPageView } from "#lib/rollouts/views/rollout-page.ts";
import { type ArmNames, armNames } from "../arm-names.ts";
import { differenceText, reasonText } from "../verdict-words.ts";

/** A guardrail as the table reads it; null is drawn as a dash. */
export type GuardrailRow = Pick<GuardrailVerdictView, "state" | "n"> & {
  readonly id: string;
  readonly name: string;
  /** "advance at < 0.02 worse, roll back at > 0.005 worse" */
  readonly rule: string;
  /** Levels with their units. */
  readonly baseline: string | null;
  readonly candidate: string | null;
  /** "+0.047" and "[+0.024, +0.070]", or "p 0.71" alone. */
  readonly difference: string | null;
  readonly interval: string | null;
  /** "410 more outcomes needed on v2." */
  readonly reason: string;
  readonly matureShare: number | null;
  readonly latestAt: string | null;
  /** How old the newest evidence was when it was judged, where that is over. */
  readonly ageThen: string | null;
};

type Judged = { readonly plan: Plan; readonly stage: Stage; readonly arms: ArmNames };

/** Every guardrail of a rollout as judged now, or as the rollout ended. */
export function guardrailRows(view: RolloutPageView): GuardrailRow[] {
  const { plan, stageIndex, guardrails, endedAt, verdicts } = view;
  const stage = plan.stages[stageIndex];
  if (!stage) return [];
  const judged: Judged = { plan, stage, arms: armNames(view) };
  const judgedAt = endedAt === null ? null : (verdicts[0]?.decidedAt ?? null);
  return plan.guardrails.flatMap((guardrail, index) => {
    const now = guardrails[index];
    if (!now) return [];
    const { verdict, latestAt, matureShare } = now;
    const row = rowOf(judged, guardrail, verdict);
    return [{ ...row, latestAt, matureShare, ageThen: ageAt(judgedAt, latestAt) }];
  });
}

/** Every guardrail of a stored verdict. */
export function verdictRows(view: GateVerdictView): GuardrailRow[] {
  const { plan, stage: id } = view.inputs;
  const stage = plan.stages.find((each) => each.id === id);
  if (!stage) return [];
  const judged: Judged = { plan, stage, arms: armNames(view) };
  return plan.guardrails.flatMap((guardrail, index) => {
    const verdict = view.verdicts[index];
    return verdict ? [rowOf(judged, guardrail, verdict)] : [];
  });
}

function ageAt(judgedAt: string | null, latestAt: string | null): string | null {
  if (judgedAt === null) return null;
  return latestAt === null ? "–" : spanText(Date.parse(judgedAt) - Date.parse(latestAt));
}

/** What a verdict has no number for is left out, never zero. */
function rowOf(judged: Judged, guardrail: Guardrail, verdict: GuardrailVerdictView): GuardrailRow {
  const { plan, stage, arms } = judged;
  const metric = metricOfGuardrail(plan, guardrail);
  const value = (mean: number | undefined) => (metric && mean !== undefined ? levelText(metric, mean) : null);
  return {
    id: guardrail.id,
    name: guardrail.title,
    rule:
      guardrail.rule.kind === "sample-ratio"
        ? splitText(stage)
        : ruleText(plan, guardrail, stage.advanceMargins?.[guardrail.id]),
    baseline: value(verdict.baselineMean),
    candidate: value(verdict.candidateMean),
    ...differenceText(metric, verdict),
    n: verdict.n,
    state: verdict.state,
    reason: reasonText(judged, guardrail, verdict, arms),
    matureShare: null,
    latestAt: null,
    ageThen: null,
  };
}

function splitText({ kind, trafficPercent }: Stage): string {
  const share = kind === "shadow" ? "both versions get every request" : `${trafficPercent} % planned`;
  return `${share}, tested at every look`;
}
