import type { Metric } from "#lib/metrics/metric.ts";
import type { Guardrail, GuardrailRule } from "#lib/releases/plan.ts";
import { metricOfGuardrail } from "#lib/releases/plan-metrics.ts";
import { rowsIn } from "#lib/stats/exponential-histogram.ts";
import { brokenValues, tooManyBroken } from "./broken-values.ts";
import type { Judging } from "./error-budget.ts";
import {
  type ArmEvidence,
  type Evidence,
  faultOf,
  type GuardrailEvidence,
  isBeforeStage,
  stalenessOf,
} from "./evidence.ts";
import type { JudgeTraits } from "./judges.ts";
import { labelNumbers, missingLabels } from "./labels.ts";
import { levelsOf } from "./levels.ts";
import { count } from "./phrases.ts";
import { faultOfHistogram } from "./quantile-harm.ts";
import { faultOfRange } from "./range-faults.ts";
import { withReceipts } from "./receipts.ts";
import { minSamples, readsWindows, sequentialFinding, thresholdFinding } from "./rules.ts";
import { sampleRatioVerdict } from "./sample-ratio.ts";
import { withSlices } from "./slice-consequence.ts";
import { type CountedEvidence, countedBySubject, subjectNumbers, withoutSubjects } from "./subjects.ts";
import { faultOfStretches } from "./time-blocks.ts";
import type { Finding, GuardrailVerdict, VerdictNumbers } from "./verdict.ts";

/**
 * Judges one guardrail on one stage's evidence. Pure: the same evidence gives the same verdict. Proven harm fails,
 * however thin or old the evidence; only fresh, sufficient, whole evidence passes.
 */
export const judgeGuardrail = (
  judging: Judging,
  guardrail: Guardrail,
  evidence: Evidence,
): GuardrailVerdict => {
  const verdict = withSlices(judging, guardrail, evidence, judged(judging, guardrail, evidence));
  return withReceipts(judging.plan, evidence, verdict);
};

function judged(judging: Judging, guardrail: Guardrail, evidence: Evidence): GuardrailVerdict {
  if (guardrail.rule.kind === "sample-ratio") return sampleRatioVerdict(judging, guardrail, evidence);
  const found = evidenceFor(judging.judge, guardrail, evidence);
  const said = (state: GuardrailVerdict["state"], reason: string, numbers: VerdictNumbers = {}) => ({
    guardrailId: guardrail.id,
    state,
    reason,
    n: rowsOf(found),
    ...numbers,
  });
  if (found === undefined) return said("NO_DATA", "Nothing has been reported.");
  const arms = armsRead(guardrail.rule, found);
  const fault = found.error ?? faultIn(judging, arms, metricOfGuardrail(judging.plan, guardrail), found);
  if (fault !== null) return said("ERROR", `The evidence could not be read: ${fault}.`);
  const missing = missingIn(guardrail.rule, found, arms);
  if (missing !== null) return said("NO_DATA", missing);

  const [state, reason, numbers] = judgedOn(judging, guardrail, evidence, found);
  return said(state, reason, numbers);
}

function evidenceFor(
  { countsSubjects }: JudgeTraits,
  { id }: Guardrail,
  { byGuardrail }: Evidence,
): GuardrailEvidence | undefined {
  const found = Object.hasOwn(byGuardrail, id) ? byGuardrail[id] : undefined;
  return found === undefined || countsSubjects ? found : withoutSubjects(found);
}

function faultIn(
  { judge }: Judging,
  arms: readonly (ArmEvidence | null)[],
  metric: Metric | undefined,
  found: GuardrailEvidence,
): string | null {
  const { histograms, paired, baseline, candidate } = found;
  // Beside pairs, the arms are read for what is not in any.
  const read = paired === undefined ? arms : [...arms, baseline, candidate];
  const faults = [
    metric?.quantile && !histograms ? "the values by bin are missing" : null,
    ...read.map((arm) => arm && faultOf(arm)),
    ...(metric && judge.boundsMeans ? [faultOfRange(metric, found)] : []),
    ...(judge.blocksTime ? [faultOfStretches(found)] : []),
    ...(histograms ? [histograms.baseline, histograms.candidate].map(faultOfHistogram) : []),
  ];
  return faults.find((one) => one !== null) ?? null;
}

/** The verdict on evidence that every arm of the rule has reported. */
function judgedOn(
  judging: Judging,
  guardrail: Guardrail,
  evidence: Evidence,
  found: GuardrailEvidence,
): [GuardrailVerdict["state"], string, VerdictNumbers?] {
  const metric = metricWatched(judging, guardrail);
  const counted = countedBySubject(metric, found);
  const arms = armsRead(guardrail.rule, found) as ArmEvidence[];
  const beforeStage = arms.some((arm) => isBeforeStage(arm, evidence));
  const broken = brokenValues(judging, found.candidate);
  if (broken !== null && !beforeStage) return ["FAIL", broken, levelsOf(metric, found)];
  const unusable = allNonFinite(arms) ?? unbinned(metric, guardrail.rule, found);
  if (unusable !== null) return ["INSUFFICIENT", unusable];
  const finding = findingOf(judging, guardrail, metric, counted);
  const { state, reason, numbers } = finding;
  const all = {
    ...levelsOf(metric, found),
    ...subjectNumbers(found, counted),
    ...numbers,
    ...labelNumbers(judging, guardrail.rule, found, finding),
  };
  if (state === "FAIL" && !beforeStage) return ["FAIL", reason, all];
  const stale = arms
    .map((arm) => stalenessOf(arm.latestAt, evidence, guardrail.maxStalenessSeconds))
    .find(Boolean);
  if (stale) return ["STALE", stale, all];
  const thin =
    tooBroken(judging.judge, arms) ?? thinness(guardrail.rule, counted, minSamples(judging.stage, guardrail));
  if (thin !== null) return ["INSUFFICIENT", thin.reason, { ...all, ...thin.numbers }];
  const unlabelled = missingLabels(judging, guardrail.rule, found);
  if (unlabelled !== null) return ["INCOMPLETE", unlabelled.reason, { ...all, ...unlabelled.numbers }];
  return [state, reason, all];
}

function metricWatched({ plan }: Judging, guardrail: Guardrail): Metric {
  const metric = metricOfGuardrail(plan, guardrail);
  if (metric === undefined) throw new Error(`guardrail ${guardrail.id} has no metric that the plan knows`);
  return metric;
}

function findingOf(judging: Judging, guardrail: Guardrail, metric: Metric, found: CountedEvidence): Finding {
  const { rule } = guardrail;
  if (rule.kind === "sequential") return sequentialFinding(judging, { ...guardrail, metric, rule }, found);
  if (rule.kind === "threshold") return thresholdFinding(judging, { ...guardrail, metric, rule }, found);
  throw new Error(`${rule.kind} is judged by its own check`);
}

/** The arms the rule depends on. */
function armsRead(
  rule: GuardrailRule,
  { baseline, candidate, paired }: GuardrailEvidence,
): (ArmEvidence | null)[] {
  if (rule.kind === "threshold") return [candidate];
  return paired === undefined ? [baseline, candidate] : [paired];
}

function missingIn(
  rule: GuardrailRule,
  found: GuardrailEvidence,
  arms: (ArmEvidence | null)[],
): string | null {
  if (arms.some((arm) => arm === null || arm.n + arm.nonFinite === 0)) {
    const one = arms.length > 1 && !(found.baseline && found.baseline.n + found.baseline.nonFinite > 0);
    return one ? "The baseline has reported nothing." : "The candidate has reported nothing.";
  }
  return readsWindows(rule) && (found.recent?.length ?? 0) === 0 ? "No window has been reported." : null;
}

function allNonFinite(arms: readonly ArmEvidence[]): string | null {
  const broken = arms.find((arm) => arm.n === 0);
  return broken === undefined ? null : `None of ${count(broken.nonFinite)} values was a number.`;
}

type Lack = { reason: string; numbers: VerdictNumbers };

/** Values are counted by bin a moment after they are summed. */
function unbinned(
  { quantile }: Metric,
  { kind }: GuardrailRule,
  { histograms }: GuardrailEvidence,
): string | null {
  const read = kind === "threshold" ? [histograms?.candidate] : [histograms?.baseline, histograms?.candidate];
  const empty = read.some((arm) => arm !== undefined && rowsIn(arm) === 0);
  return quantile && empty ? "The values of an arm are not counted yet." : null;
}

/**
 * More values that are not numbers than are tolerated: the stage holds. Such a value is counted, never dropped
 * silently.
 */
function tooBroken(judge: JudgeTraits, arms: readonly ArmEvidence[]): Lack | null {
  const broken = arms.filter((arm) => tooManyBroken(judge, arm));
  if (broken.length === 0) return null;
  const nonFinite = broken.reduce((sum, arm) => sum + arm.nonFinite, 0);
  const values = nonFinite === 1 ? "1 value was" : `${count(nonFinite)} values were`;
  return { reason: `${values} not a number; evidence must be whole to pass.`, numbers: {} };
}

/** Too few independent rows: the stage holds. */
function thinness(rule: GuardrailRule, counted: CountedEvidence, wanted: number): Lack | null {
  const arms = armsRead(rule, counted) as ArmEvidence[];
  const missing = Math.ceil(Math.max(...arms.map((arm) => wanted - arm.n)) * counted.rowsEach);
  if (missing <= 0) return null;
  return {
    reason: `${count(missing)} more rows needed in the thinner arm.`,
    numbers: { samplesNeeded: missing },
  };
}

function rowsOf(found: GuardrailEvidence | undefined): GuardrailVerdict["n"] {
  if (found?.paired) return { baseline: whole(found.paired.n), candidate: whole(found.paired.n) };
  return { baseline: whole(found?.baseline?.n), candidate: whole(found?.candidate?.n) };
}

function whole(n: number | undefined): number {
  return n !== undefined && Number.isSafeInteger(n) && n > 0 ? n : 0;
}
