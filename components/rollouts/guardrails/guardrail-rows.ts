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
import { brokenShares } from "#lib/rollouts/broken-values.ts";
import { windowsBeyond } from "#lib/rollouts/counted-windows.ts";
import { isJudge, JUDGE_VERSION, type JudgeVersion } from "#lib/rollouts/judges.ts";
import { exposureOfStage } from "#lib/rollouts/stage-exposure.ts";
import type { GateVerdictView } from "#lib/rollouts/views/gate-verdict.ts";
import type { GuardrailState } from "#lib/rollouts/views/guardrail-state.ts";
import type { GuardrailVerdictView } from "#lib/rollouts/views/guardrail-verdict.ts";
import type { RolloutPageView } from "#lib/rollouts/views/rollout-page.ts";
import { type ArmNames, armNames } from "../arm-names.ts";
import { subjectsText } from "../subject-words.ts";
import { reasonText, tippingText, verdictChange } from "../verdict-words.ts";
import { type BudgetLeft, budgetLeft, budgetText } from "./budget-left.ts";

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
  /** How long what is missing takes at the pace of the stage: "About 2 h at this pace.". */
  readonly wait: string | null;
  /** "0.02 %" of the candidate's and of the baseline's values. */
  readonly broken: readonly [string, string];
  /** What the guardrail may still spend of the error budget; null where its judge shared none. */
  readonly budget: BudgetLeft | null;
  /** What the answers without an outcome could change, where some lack theirs. */
  readonly tipping: string | null;
  /** Who was answered, where rows name their subjects. */
  readonly subjects: string | null;
  /** "1 of 3 windows beyond the limit", where a rule counts them. */
  readonly windows: string | null;
  readonly latestAt: string | null;
  /** How old the newest evidence was when it was judged, where that is over. */
  readonly ageThen: string | null;
};

type Judged = {
  readonly plan: Plan;
  readonly stage: Stage;
  readonly arms: ArmNames;
  readonly judge: JudgeVersion;
};

/** When and in which stage guardrails stood so. */
export type Judgement = {
  readonly stageIndex: number;
  readonly guardrails: readonly GuardrailState[];
  /** Null where it is the state of now, which ages while one looks. */
  readonly judgedAt: string | null;
  /** How long the stage has lasted, where it goes on. */
  readonly elapsedMs: number | null;
};

/** Every guardrail of a rollout as judged now, or as its last stage ended. */
export const presentRows = (view: RolloutPageView): GuardrailRow[] =>
  guardrailRows(view, {
    stageIndex: view.stageIndex,
    guardrails: view.guardrails,
    judgedAt: view.endedAt === null ? null : view.judgedAt,
    elapsedMs: view.endedAt === null ? Date.parse(view.judgedAt) - Date.parse(view.stageEnteredAt) : null,
  });

/** What is left of the rollout's error budget. */
export const presentBudget = (view: RolloutPageView): string | null =>
  budgetText(view.plan, view.plan.stages[view.stageIndex], judgeOf(view, view.stageIndex));

/** Every guardrail as it stood in one stage. */
export function guardrailRows(
  view: Pick<RolloutPageView, "plan" | "base" | "candidate" | "verdicts">,
  { stageIndex, guardrails, judgedAt, elapsedMs }: Judgement,
): GuardrailRow[] {
  const { plan } = view;
  const stage = plan.stages[stageIndex];
  if (!stage) return [];
  const judged: Judged = { plan, stage, arms: armNames(view), judge: judgeOf(view, stageIndex) };
  return plan.guardrails.flatMap((guardrail, index) => {
    const found = guardrails[index];
    if (!found) return [];
    const { verdict, latestAt, broken, windows } = found;
    const row = rowOf(judged, guardrail, verdict);
    const wait = waitText(verdict, elapsedMs);
    const aged = { latestAt, ageThen: ageAt(judgedAt, latestAt) };
    return [{ ...row, wait, broken: brokenText(broken), windows: windowsText(windows), ...aged }];
  });
}

/** Every guardrail of a stored verdict, with the age its evidence had. */
export function verdictRows(view: GateVerdictView): GuardrailRow[] {
  const { plan, stage: id, evidence } = view.inputs;
  const stage = plan.stages.find((each) => each.id === id);
  if (!stage) return [];
  const judge = isJudge(view.judgeVersion) ? view.judgeVersion : JUDGE_VERSION;
  const judged: Judged = { plan, stage, arms: armNames(view), judge };
  return plan.guardrails.flatMap((guardrail, index) => {
    const verdict = view.verdicts[index];
    if (!verdict) return [];
    const latestAt = evidence.byGuardrail[guardrail.id]?.candidate?.latestAt ?? evidence.watermark;
    const row = rowOf(judged, guardrail, verdict);
    const broken = brokenText(brokenShares(evidence.byGuardrail[guardrail.id]));
    const windows = windowsText(windowsBeyond(plan, guardrail, evidence));
    return [{ ...row, wait: null, broken, windows, latestAt, ageThen: ageAt(evidence.asOf, latestAt) }];
  });
}

/** The guardrails on outcomes as the outcomes that were corrected since would have them judged. */
export function changedRows(view: GateVerdictView): GuardrailRow[] {
  const now = new Map(view.changed?.guardrails.map((verdict) => [verdict.guardrailId, verdict]));
  const verdicts = view.verdicts.map((verdict) => now.get(verdict.guardrailId) ?? verdict);
  return verdictRows({ ...view, verdicts }).filter(({ id }) => now.has(id));
}

function ageAt(judgedAt: string | null, latestAt: string | null): string | null {
  if (judgedAt === null) return null;
  return latestAt === null ? "never" : spanText(Date.parse(judgedAt) - Date.parse(latestAt));
}

/** Who gave the stage's last verdict, or will. */
function judgeOf({ verdicts }: Pick<RolloutPageView, "verdicts">, stageIndex: number): JudgeVersion {
  const judge = verdicts.find((verdict) => verdict.stageIndex === stageIndex)?.judgeVersion;
  return judge !== undefined && isJudge(judge) ? judge : JUDGE_VERSION;
}

function rowOf(judged: Judged, guardrail: Guardrail, verdict: GuardrailVerdictView) {
  const { plan, stage, arms, judge } = judged;
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
    budget: budgetLeft(plan, stage, judge),
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

/** Counted towards the number that fails the guardrail. */
const windowsText = (windows: GuardrailState["windows"]): string | null =>
  windows && `${windows.beyond} of ${windows.fail} windows beyond the limit`;

const brokenText = ({ baseline, candidate }: GuardrailState["broken"]): GuardrailRow["broken"] => {
  const text = (share: number | null) => (share === null ? "none" : formatShare(share, 2));
  return [text(candidate), text(baseline)];
};

/** Rows came at this pace since the stage began. */
function waitText(
  { n, state, samplesNeeded, labelsNeeded }: GuardrailVerdictView,
  elapsedMs: number | null,
): string | null {
  const needed = samplesNeeded ?? labelsNeeded;
  const rows = Math.min(n.baseline, n.candidate);
  if (state === "PASS" || needed === undefined || elapsedMs === null || rows === 0) return null;
  return `About ${spanText((needed * elapsedMs) / rows)} at this pace.`;
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
