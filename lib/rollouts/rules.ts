import { harmSign, isBeyond } from "#lib/metrics/direction.ts";
import type { Metric } from "#lib/metrics/metric.ts";
import { marginOf } from "#lib/releases/margins.ts";
import type { Guardrail, GuardrailRule, Stage } from "#lib/releases/plan.ts";
import { comparedAs } from "#lib/releases/plan-metrics.ts";
import { bernoulliSequence } from "#lib/stats/bernoulli.ts";
import { meanSequence } from "#lib/stats/confidence-sequence.ts";
import type { Interval } from "#lib/stats/measured.ts";
import { summaryOf } from "#lib/stats/moments.ts";
import { countedWindows } from "./counted-windows.ts";
import { effectBudget, errorBudget, type Judging } from "./error-budget.ts";
import type { ArmEvidence, GuardrailEvidence } from "./evidence.ts";
import { countOf, finiteBounds, type Harm, type HarmSettings, harmOf, isWithinMargin } from "./harm.ts";
import { lateHarm } from "./late-harm.ts";
import { levelOf } from "./levels.ts";
import { count, inSentences, harm as inWords, level } from "./phrases.ts";
import { quantileBounds } from "./quantile-harm.ts";
import type { CountedEvidence } from "./subjects.ts";
import { asOneBlock, inTimeBlocks } from "./time-blocks.ts";
import type { Finding, VerdictNumbers } from "./verdict.ts";

type Rule<K extends GuardrailRule["kind"]> = Extract<GuardrailRule, { kind: K }>;
/** A guardrail with the definition of the metric it names. */
type Watching<K extends GuardrailRule["kind"]> = Omit<Guardrail, "metric" | "rule"> & {
  readonly rule: Rule<K>;
  readonly metric: Metric;
};

/**
 * Candidate against baseline, judged as often as one likes: FAIL when the harm is proven above the rollback margin,
 * PASS when it is proven below the stage's advance margin.
 */
export function sequentialFinding(
  judging: Judging,
  guardrail: Watching<"sequential">,
  counted: CountedEvidence,
): Finding {
  const { plan, stage, judge } = judging;
  const { rule, metric } = guardrail;
  const { evidence, blocks } = judge.blocksTime ? inTimeBlocks(counted, judging) : asOneBlock(counted);
  const margin = marginOf(stage, guardrail);
  const { rollbackMargin } = rule;
  const relative = rule.relative === true;
  const late = evidence && lateHarm(judging, { metric, rollbackMargin }, evidence.stretches);
  if (judging.failuresOnly && late === null && cannotFail(evidence, { metric, rollbackMargin, relative }))
    return NO_FAILURE;
  const { effect: alpha } = effectBudget(judging, { ...guardrail, metric: metric.id });
  if (evidence === null) return { state: "INCONCLUSIVE", reason: NEVER_TOGETHER, numbers: { margin, alpha } };
  const written = inSentences(comparedAs(metric, rule), rule);
  const settings: HarmSettings = {
    metric,
    relative,
    alpha,
    plannedSamples: plan.plannedSamples,
    minSamplesPerArm: minSamples(stage, guardrail),
    rollbackMargin,
    smoothsShares: judge.smoothsShares,
    keepsReach: judge.keepsReach,
    boundsMeans: judge.boundsMeans,
  };
  const found = harmOf(evidence, settings);
  if (found === null) throw new Error("an arm without rows reached the rule");
  const numbers: VerdictNumbers = {
    margin,
    alpha,
    ...finiteBounds(found),
    ...(blocks > 0 ? { timeBlocks: blocks } : {}),
  };
  if (found.lower > rollbackMargin || found.rareHarm) {
    return { state: "FAIL", reason: failure(written, found, rollbackMargin), numbers };
  }
  if (late !== null) return { state: "FAIL", reason: late, numbers };
  if (found.upper < margin && found.lower <= found.upper) {
    const reason = `At most ${inWords(written, found.upper)}, within the ${level(written, margin)} this stage allows.`;
    return { state: "PASS", reason, numbers };
  }
  return undecided(written, found, rollbackMargin, margin, evidence, numbers);
}

const NO_FAILURE: Finding = {
  state: "INCONCLUSIVE",
  reason: "No harm is measured that could be proven.",
  numbers: {},
};

/** Arms that were never compared have not failed. */
const cannotFail = (evidence: CountedEvidence | null, of: Parameters<typeof isWithinMargin>[1]): boolean =>
  evidence === null || isWithinMargin(evidence, of);

const NEVER_TOGETHER = "The arms have not reported within the same stretch of time.";

/** The candidate's own value against the agreed limit; the plan says how failures are counted. */
export function thresholdFinding(
  judging: Judging,
  guardrail: Watching<"threshold">,
  found: GuardrailEvidence,
): Finding {
  const { rule, metric } = guardrail;
  const numbers = { margin: rule.max };
  const own = levelOf(metric, found, "candidate")!;
  const value = level(metric, own);
  const limit = level(metric, rule.max);
  const beyond = (one: number) => isBeyond(metric, one, rule.max);
  const said = (state: Finding["state"], reason: string): Finding => ({ state, reason, numbers });

  const windows = countedWindows(rule, metric, found.recent ?? []);
  if (windows === null) {
    if (isCrossed(judging, guardrail, found)) return said("FAIL", `${value}, beyond the limit of ${limit}.`);
    return beyond(own)
      ? said("INCONCLUSIVE", `${value} so far, beyond the limit of ${limit}, on too few rows to say.`)
      : said("PASS", `${value}, within the limit of ${limit}.`);
  }
  const { failed, needed, latest } = windows;
  if (failed >= needed) {
    return said("FAIL", `Beyond the limit of ${limit} in ${failed} of the last ${latest.length} windows.`);
  }
  if (!latest.every(Number.isFinite)) return said("INCONCLUSIVE", "A recent window had no value.");
  if (latest.length === 0 || beyond(latest.at(-1)!) || beyond(own)) {
    return said(
      "INCONCLUSIVE",
      `Beyond the limit of ${limit} in ${failed} of the ${needed} windows that fail it.`,
    );
  }
  return said("PASS", `${value}, within the limit of ${limit}.`);
}

/** Does this rule read the candidate's value window by window? */
export const readsWindows = (rule: GuardrailRule): boolean =>
  rule.kind === "threshold" && rule.failure !== "immediate";

/** The larger of the guardrail's and the stage's minimum rows per arm. */
export function minSamples(
  stage: Pick<Stage, "minSamplesPerArm">,
  guardrail: Pick<Guardrail, "minSamplesPerArm">,
): number {
  return Math.max(stage.minSamplesPerArm, guardrail.minSamplesPerArm);
}

function thinnerArm(evidence: GuardrailEvidence): number {
  if (evidence.paired !== undefined) return evidence.paired.n;
  return Math.min(evidence.baseline?.n ?? 0, evidence.candidate?.n ?? 0);
}

function failure(metric: Metric, found: Harm, rollbackMargin: number): string {
  if (found.lower <= rollbackMargin)
    return "Its events are more frequent than the baseline's, by the exact test.";
  const allowed =
    rollbackMargin === 0 ? "none is allowed" : `more than the ${level(metric, rollbackMargin)} that fails it`;
  const measured = inWords(metric, found.difference);
  return `${measured[0]!.toUpperCase()}${measured.slice(1)}, at least ${level(metric, found.lower)}: ${allowed}.`;
}

function undecided(
  metric: Metric,
  found: Harm,
  rollbackMargin: number,
  margin: number,
  evidence: CountedEvidence,
  numbers: VerdictNumbers,
): Finding {
  const rows = thinnerArm(evidence);
  const toFail = found.difference - rollbackMargin;
  const toPass = margin - found.difference;
  const wanted = found.rowsFor(Math.max(toFail, toPass));
  const seen = `${inWords(metric, found.difference)} so far`;
  const sentence = `${seen[0]!.toUpperCase()}${seen.slice(1)}`;
  if (wanted === null || wanted <= rows) {
    return { state: "INCONCLUSIVE", reason: `${sentence}, too close to the margins to tell.`, numbers };
  }
  const samplesNeeded = Math.ceil((wanted - rows) * evidence.rowsEach);
  const reason = `${sentence}; about ${count(samplesNeeded)} more rows in the thinner arm would decide.`;
  return { state: "INCONCLUSIVE", reason, numbers: { ...numbers, samplesNeeded } };
}

/** Whether the limit is crossed: proven by a bound that holds at every look. */
function isCrossed(judging: Judging, guardrail: Watching<"threshold">, found: GuardrailEvidence): boolean {
  const { metric, rule } = guardrail;
  const candidate = found.candidate!;
  const { limit: alpha } = errorBudget(judging);
  const beyond = (one: number) => isBeyond(metric, one, rule.max);
  const enough = candidate.n >= minSamples(judging.stage, guardrail);
  if (enough && !judging.judge.provesLimits) return beyond(candidate.mean);
  const bounds =
    metric.kind === "share" || metric.quantile
      ? exactly(judging, metric, found, alpha)
      : enough && roughly(judging, candidate, alpha);
  return bounds !== false && beyond(harmSign(metric) === 1 ? bounds.lower : bounds.upper);
}

/** Of a share or a quantile, on few rows too. */
function exactly(
  { plan: { plannedSamples }, judge: { keepsReach } }: Judging,
  { quantile }: Metric,
  { candidate, histograms }: GuardrailEvidence,
  alpha: number,
): Interval | false {
  if (quantile)
    return quantileBounds(histograms!.candidate, { p: quantile.p, alpha, plannedSamples, keepsReach });
  const exact = bernoulliSequence(countOf(candidate!), alpha);
  return exact.status === "ok" && exact;
}

/** Of a mean, once there are rows enough for the normal law. */
function roughly({ plan }: Judging, candidate: ArmEvidence, alpha: number): Interval | false {
  const { plannedSamples } = plan;
  if (candidate.m2 === 0) return { lower: candidate.mean, upper: candidate.mean };
  const rough = meanSequence(summaryOf(candidate), { alpha, plannedSamples, sides: "one-sided" });
  return rough.status === "ok" && rough;
}
