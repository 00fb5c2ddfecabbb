import { percentText } from "#components/exposure/live-words.ts";
import type { Change } from "#components/metrics/change.ts";
import { levelText } from "#components/metrics/metric-numbers.ts";
import { ruleText } from "#components/releases/guardrail-words.ts";
import { formatNumber, formatShare } from "#components/ui/format-number.ts";
import { spanText } from "#components/ui/format-time.ts";
import { plannedCandidateShare } from "#lib/exposure/exposure.ts";
import type { Metric } from "#lib/metrics/metric.ts";
import type { Guardrail, Plan, Stage } from "#lib/releases/plan.ts";
import { metricOfGuardrail } from "#lib/releases/plan-metrics.ts";
import { exposureOfStage } from "#lib/rollouts/stage-exposure.ts";
import type { GateVerdictView } from "#lib/rollouts/views/gate-verdict.ts";
import type { GuardrailState } from "#lib/rollouts/views/guardrail-state.ts";
import type { GuardrailVerdictView } from "#lib/rollouts/views/guardrail-verdict.ts";
import type { RolloutPageView } from "#lib/rollouts/views/rollout-page.ts";
import { type ArmNames, armNames } from "../arm-names.ts";
import { subjectsText } from "../subject-words.ts";
import { reasonText, tippingText, verdictChange } from "../verdict-words.ts";

/** A guardrail as the table reads it. What has no number is named. */
export type GuardrailRow = Pick<GuardrailVerdictView, "state" | "n"> & {
  readonly id: string;
  readonly name: string;
  /** "advance at < 0.02 worse, roll back at > 0.005 worse" */
  readonly rule: string;
  /** Levels with their units, or the arm's share of traffic. */
  readonly baseline: string;
  readonly candidate: string;
  /** Null for the split of traffic, which has a p instead. */
  readonly change: Change | null;
  /** "p 0.71" */
  readonly p: string | null;
  /** "410 more outcomes needed on v2." */
  readonly reason: string;
  /** "97 %" of the candidate's and of the baseline's answers; one alone says why there is no share. */
  readonly labelled: readonly [string, string?];
  /** What the answers without an outcome could change, where some lack theirs. */
  readonly tipping: string | null;
  /** Who was answered, where rows name their subjects. */
  readonly subjects: string | null;
  readonly latestAt: string | null;
  /** How old the newest evidence was when it was judged, where that is over. */
  readonly ageThen: string | null;
};

type Judged = { readonly plan: Plan; readonly stage: Stage; readonly arms: ArmNames };

/** When and in which stage guardrails stood so. */
export type Judgement = {
  readonly stageIndex: number;
  readonly guardrails: readonly GuardrailState[];
  /** Null where it is the state of now, which ages while one looks. */
  readonly judgedAt: string | null;
};

/** Every guardrail of a rollout as judged now, or as its last stage ended. */
export const presentRows = (view: RolloutPageView): GuardrailRow[] =>
  guardrailRows(view, {
    stageIndex: view.stageIndex,
    guardrails: view.guardrails,
    judgedAt: view.endedAt === null ? null : view.judgedAt,
  });

/** Every guardrail as it stood in one stage. */
export function guardrailRows(
  view: Pick<RolloutPageView, "plan" | "base" | "candidate">,
  { stageIndex, guardrails, judgedAt }: Judgement,
): GuardrailRow[] {
  const { plan } = view;
  const stage = plan.stages[stageIndex];
  if (!stage) return [];
  const judged: Judged = { plan, stage, arms: armNames(view) };
  return plan.guardrails.flatMap((guardrail, index) => {
    const found = guardrails[index];
    if (!found) return [];
    const { verdict, latestAt } = found;
    const row = rowOf(judged, guardrail, verdict);
    return [{ ...row, latestAt, ageThen: ageAt(judgedAt, latestAt) }];
  });
}

/** Every guardrail of a stored verdict, with the age its evidence had. */
export function verdictRows(view: GateVerdictView): GuardrailRow[] {
  const { plan, stage: id, evidence } = view.inputs;
  const stage = plan.stages.find((each) => each.id === id);
  if (!stage) return [];
  const judged: Judged = { plan, stage, arms: armNames(view) };
  return plan.guardrails.flatMap((guardrail, index) => {
    const verdict = view.verdicts[index];
    if (!verdict) return [];
    const latestAt = evidence.byGuardrail[guardrail.id]?.candidate?.latestAt ?? evidence.watermark;
    const row = rowOf(judged, guardrail, verdict);
    return [{ ...row, latestAt, ageThen: ageAt(evidence.asOf, latestAt) }];
  });
}

function ageAt(judgedAt: string | null, latestAt: string | null): string | null {
  if (judgedAt === null) return null;
  return latestAt === null ? "never" : spanText(Date.parse(judgedAt) - Date.parse(latestAt));
}

function rowOf(judged: Judged, guardrail: Guardrail, verdict: GuardrailVerdictView) {
  const { plan, stage, arms } = judged;
  const { id, title, rule } = guardrail;
  const metric = metricOfGuardrail(plan, guardrail);
  const stageMargin = stage.advanceMargins?.[id];
  return {
    id,
    name: title,
    rule: rule.kind === "sample-ratio" ? splitText(plan, stage) : ruleText(plan, guardrail, stageMargin),
    ...levelsOf(metric, verdict),
    change: metric ? verdictChange(metric, rule, stageMargin, verdict) : null,
    p: pText(verdict),
    n: verdict.n,
    state: verdict.state,
    reason: reasonText(judged, guardrail, verdict, arms),
    labelled: labelledText(metric, verdict),
    tipping: metric ? tippingText(metric, verdict, arms) : null,
    subjects: subjectsText(verdict, arms),
  };
}

function levelsOf(metric: Metric | undefined, { baselineMean, candidateMean, n }: GuardrailVerdictView) {
  if (metric) {
    const level = (mean: number | undefined) => (mean === undefined ? "no data" : levelText(metric, mean));
    return { baseline: level(baselineMean), candidate: level(candidateMean) };
  }
  const all = n.baseline + n.candidate;
  const share = (rows: number) => (all === 0 ? "no data" : formatShare(rows / all, 1));
  return { baseline: share(n.baseline), candidate: share(n.candidate) };
}

const pText = ({ p }: GuardrailVerdictView): string | null =>
  p === undefined ? null : `p ${p < 0.001 ? "< 0.001" : formatNumber(p, 2)}`;

/** Only outcomes arrive later than the answers they belong to. */
function labelledText(
  metric: Metric | undefined,
  { candidateLabelled, baselineLabelled }: GuardrailVerdictView,
): GuardrailRow["labelled"] {
  if (metric?.known.when !== "outcome") return ["no labels"];
  const share = (of: number | undefined) => (of === undefined ? "none due" : formatShare(of));
  if (candidateLabelled === undefined && baselineLabelled === undefined) return ["not known"];
  return [share(candidateLabelled), share(baselineLabelled)];
}

function splitText(plan: Plan, stage: Stage): string {
  const planned = percentText(100 * plannedCandidateShare(exposureOfStage(plan, stage)));
  const share = stage.kind === "shadow" ? "both versions get every request" : `${planned} planned`;
  return `${share}, tested at every look`;
}
