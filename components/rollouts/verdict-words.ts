import { type Change, changeOf, sideText } from "#components/metrics/change.ts";
import { inPageWords } from "#components/metrics/judge-words.ts";
import { levelText, limitText, marginText, sizeText } from "#components/metrics/metric-numbers.ts";
import { rowsText } from "#components/metrics/metric-words.ts";
import { formatNumber, formatShare } from "#components/ui/format-number.ts";
import { gainOf, gainOfHarm } from "#lib/metrics/change.ts";
import { harmSign } from "#lib/metrics/direction.ts";
import type { Metric } from "#lib/metrics/metric.ts";
import type { Guardrail, GuardrailRule, Plan, Stage } from "#lib/releases/plan.ts";
import { comparedAs, metricOfGuardrail } from "#lib/releases/plan-metrics.ts";
import { minSamples } from "#lib/rollouts/rules.ts";
import type { GuardrailVerdictView } from "#lib/rollouts/views/guardrail-verdict.ts";
import type { ArmNames } from "./arm-names.ts";

/** What a verdict was given under. */
export type Signed = {
  readonly plan: Pick<Plan, "metrics">;
  readonly stage: Pick<Stage, "minSamplesPerArm">;
};

type Judged = {
  readonly metric: Metric;
  readonly rule: GuardrailRule;
  /** How many rows each arm needs before anything is decided. */
  readonly rowsMin: number;
};

/** A guardrail and why its verdict came out as it did: "Log-loss: Worse by 0.077 (at least 0.022); limit 0.005." */
export function guardrailText(
  signed: Signed,
  guardrail: Guardrail,
  verdict: GuardrailVerdictView,
  arms: ArmNames,
): string {
  return `${guardrail.title}: ${reasonText(signed, guardrail, verdict, arms)}`;
}

/** Why, in a sentence; the judge's own words where no metric is watched. */
export function reasonText(
  signed: Signed,
  guardrail: Guardrail,
  verdict: GuardrailVerdictView,
  arms: ArmNames,
): string {
  const metric = metricOfGuardrail(signed.plan, guardrail);
  const rowsMin = minSamples(signed.stage, guardrail);
  return metric
    ? verdictText({ metric, rule: guardrail.rule, rowsMin }, verdict, arms)
    : inPageWords(verdict.reason);
}

/**
 * Why a verdict came out as it did, from its numbers. What its numbers do not hold (stale evidence, unreadable
 * sources, counted windows) is said by the reason the judge stored with it.
 */
export function verdictText(judged: Judged, verdict: GuardrailVerdictView, arms: ArmNames): string {
  const bySlices = verdict.slices?.failed !== undefined || verdict.slices?.held;
  return (bySlices ? null : numbersText(judged, verdict, arms)) ?? inPageWords(verdict.reason);
}

function numbersText(judged: Judged, verdict: GuardrailVerdictView, arms: ArmNames): string | null {
  const { state } = verdict;
  if (state === "NO_DATA") return missing(judged, verdict, arms);
  if (state === "INSUFFICIENT") return thin(judged, verdict, arms);
  if (state === "INCOMPLETE") return incomplete(verdict, arms);
  if (state !== "FAIL" && state !== "INCONCLUSIVE") return null;
  const { metric, rule } = judged;
  if (rule.kind === "sequential") return comparison(judged, rule, verdict, arms);
  return rule.kind === "threshold" && rule.failure === "immediate" ? level(metric, rule, verdict) : null;
}

function missing({ metric, rule }: Judged, { n }: GuardrailVerdictView, arms: ArmNames): string | null {
  const rows = rowsText(metric);
  if (rule.kind !== "threshold" && n.baseline === 0)
    return n.candidate === 0 ? `No ${rows} yet.` : `No ${rows} from ${arms.baseline} yet.`;
  return n.candidate === 0 ? `No ${rows} from ${arms.candidate} yet.` : null;
}

/** Evidence that lacks something else, such as values that are numbers, needs another count or none. */
function thin(judged: Judged, verdict: GuardrailVerdictView, arms: ArmNames): string | null {
  const { metric, rule, rowsMin } = judged;
  const { n, samplesNeeded, candidateWorth } = verdict;
  if (samplesNeeded !== undefined && candidateWorth !== undefined)
    return `About ${formatNumber(samplesNeeded)} more ${rowsText(metric)} needed: those of one subject are alike.`;
  const alone = rule.kind === "threshold";
  const wanted = rowsMin - (alone ? n.candidate : Math.min(n.baseline, n.candidate));
  if (samplesNeeded !== wanted) return null;
  const arm = alone ? arms.candidate : thinnerArm(n, arms);
  return `${formatNumber(wanted)} more ${rowsText(metric)} needed on ${arm}.`;
}

/** An arm lacks receipts; or outcomes, of which the numbers say how many, or they come late, or do not reach the arms alike. */
function incomplete(verdict: GuardrailVerdictView, arms: ArmNames): string | null {
  const { baselineLabelled, candidateLabelled, labelsNeeded, newestLabelled } = verdict;
  const { baselineReceipts, candidateReceipts, receiptsNeeded } = verdict;
  if (receiptsNeeded !== undefined)
    return `${sharesText(arms, baselineReceipts, candidateReceipts)} answers have a valid exposure receipt; ${formatNumber(receiptsNeeded)} more needed.`;
  if (newestLabelled !== undefined)
    return `Outcomes come later than the plan says: of the newest answers that are due, ${formatShare(newestLabelled, 1)} have theirs.`;
  const shares = sharesText(arms, baselineLabelled, candidateLabelled);
  if (shares === "") return null;
  const have = `${shares} answers have their outcome`;
  return labelsNeeded === undefined
    ? `${have}: they do not reach both alike.`
    : `${have}; ${formatNumber(labelsNeeded)} more needed.`;
}

/** "100.0 % of v1's and 91.2 % of v2's". */
const sharesText = (arms: ArmNames, baseline: number | undefined, candidate: number | undefined): string =>
  [
    { arm: arms.baseline, share: baseline },
    { arm: arms.candidate, share: candidate },
  ]
    .flatMap(({ arm, share }) => (share === undefined ? [] : [`${formatShare(share, 1)} of ${arm}'s`]))
    .join(" and ");

/** What the candidate's answers without an outcome would have to be like to undo the verdict; null where none lacks it. */
export function tippingText(
  metric: Metric,
  { state, candidateLabelled, tippingPoint }: GuardrailVerdictView,
  arms: ArmNames,
): string | null {
  if (tippingPoint === undefined || candidateLabelled === undefined) return null;
  if (state !== "PASS" && state !== "FAIL") return null;
  const without = `The ${formatShare(1 - candidateLabelled, 1)} of ${arms.candidate}'s answers without an outcome`;
  return `${without} would have to be ${sideText(0 - tippingPoint).toLowerCase()} by ${sizeText(metric, tippingPoint)} to undo this.`;
}

/** In the full stage the hold-out on the baseline is the thinner one. */
const thinnerArm = (n: GuardrailVerdictView["n"], arms: ArmNames): string =>
  n.baseline < n.candidate ? arms.baseline : arms.candidate;

function comparison(
  { metric }: Judged,
  rule: Extract<GuardrailRule, { kind: "sequential" }>,
  verdict: GuardrailVerdictView,
  arms: ArmNames,
): string | null {
  const { state, difference, lower, samplesNeeded } = verdict;
  if (difference === undefined) return null;
  const { rollbackMargin } = rule;
  const written = comparedAs(metric, rule);
  const measured = `${sideText(0 - difference)} by ${sizeText(written, difference)}`;
  if (state === "FAIL")
    return lower !== undefined && lower > rollbackMargin
      ? `${measured} (at least ${sizeText(written, lower)}); limit ${marginText(written, rollbackMargin)}.`
      : null;
  if (samplesNeeded === undefined) return `${measured} so far, too close to the margins to decide.`;
  const wanted = `about ${formatNumber(samplesNeeded)} more ${rowsText(metric)} needed`;
  return `${measured} so far; ${wanted} on ${thinnerArm(verdict.n, arms)}.`;
}

function level(
  metric: Metric,
  { max }: Extract<GuardrailRule, { kind: "threshold" }>,
  { state, candidateMean }: GuardrailVerdictView,
): string | null {
  if (candidateMean === undefined) return null;
  const measured = levelText(metric, candidateMean);
  const limit = `limit ${limitText(metric, max)}`;
  return state === "FAIL"
    ? `${measured}; ${limit}.`
    : `${measured} so far; ${limit}; too few ${rowsText(metric)} to decide.`;
}

/**
 * The change that a verdict is about, as every page shows it. A limit has no interval: the arms' levels are compared,
 * and the margin is what the baseline leaves until the limit.
 */
export function verdictChange(
  metric: Metric,
  rule: GuardrailRule,
  stageMargin: number | undefined,
  verdict: Pick<GuardrailVerdictView, "difference" | "lower" | "upper" | "baselineMean" | "candidateMean">,
): Change {
  if (rule.kind === "sequential") {
    const margins = { fails: rule.rollbackMargin, passes: stageMargin ?? rule.advanceMargin };
    return changeOf(comparedAs(metric, rule), gainOfHarm(verdict), margins);
  }
  const { baselineMean, candidateMean } = verdict;
  if (rule.kind !== "threshold" || baselineMean === undefined || candidateMean === undefined)
    return changeOf(metric, null, NO_MARGINS);
  const left = harmSign(metric) * (rule.max - baselineMean);
  const margins = left > 0 ? { fails: left, passes: null } : NO_MARGINS;
  return changeOf(metric, gainOf(metric, { difference: candidateMean - baselineMean }), margins);
}

const NO_MARGINS = { fails: null, passes: null };
