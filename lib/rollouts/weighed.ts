import type { Metric } from "#lib/metrics/metric.ts";
import type { Guardrail, GuardrailRule } from "#lib/releases/plan.ts";
import { metricOfGuardrail } from "#lib/releases/plan-metrics.ts";
import { rowsIn } from "#lib/stats/exponential-histogram.ts";
import { brokenValues, tooManyBroken } from "./broken-values.ts";
import type { Judging } from "./error-budget.ts";
import { type ArmEvidence, type Evidence, faultOf, type GuardrailEvidence } from "./evidence.ts";
import type { JudgeTraits } from "./judges.ts";
import { labelNumbers, missingLabels } from "./labels.ts";
import { levelsOf } from "./levels.ts";
import { count } from "./phrases.ts";
import { faultOfHistogram } from "./quantile-harm.ts";
import { faultOfRange } from "./range-faults.ts";
import { minSamples, readsWindows, sequentialFinding, thresholdFinding } from "./rules.ts";
import { type CountedEvidence, countedBySubject, subjectNumbers } from "./subjects.ts";
import { faultOfStretches } from "./time-blocks.ts";
import type { Finding, GuardrailVerdict, VerdictNumbers } from "./verdict.ts";

export type Said = readonly [GuardrailVerdict["state"], string, VerdictNumbers];

/** What the evidence of a guardrail says but for its age. */
export type Weighed =
  | { readonly unreadable: Said }
  | ({
      readonly arms: readonly ArmEvidence[];
      /** Values that are not numbers fail it, whatever the others say. */
      readonly broken: Said | null;
    } & Found);

/** What was found, and what is missing for it to stand if it is no failure. */
type Found =
  | { readonly finding: null; readonly lacking: Said }
  | { readonly finding: Said; readonly lacking: Said | null };

/** What was weighed last, and by what. */
type Known = {
  readonly judging: Judging;
  readonly guardrail: Guardrail;
  readonly found: GuardrailEvidence;
  readonly weighed: Weighed;
};
/** By all that was reported to the guardrails of a stage: the same is looked at every second. */
const last = new WeakMap<Evidence["byGuardrail"], Map<string, Known>>();

export function weighed(
  judging: Judging,
  guardrail: Guardrail,
  found: GuardrailEvidence,
  { byGuardrail }: Pick<Evidence, "byGuardrail">,
): Weighed {
  const all = last.get(byGuardrail) ?? new Map<string, Known>();
  const known = all.get(guardrail.id);
  if (known?.guardrail === guardrail && known.found === found && isSame(known.judging, judging))
    return known.weighed;
  const anew = weighedAnew(judging, guardrail, found);
  all.set(guardrail.id, { judging, guardrail, found, weighed: anew });
  last.set(byGuardrail, all);
  return anew;
}

/** What was judged in full also says what has failed. */
const isSame = (known: Judging, { plan, stage, judge, failuresOnly }: Judging): boolean =>
  known.plan === plan &&
  known.stage === stage &&
  known.judge === judge &&
  (!known.failuresOnly || failuresOnly === true);

function weighedAnew(judging: Judging, guardrail: Guardrail, found: GuardrailEvidence): Weighed {
  const reported = armsRead(guardrail.rule, found);
  const fault = found.error ?? faultIn(judging, reported, metricOfGuardrail(judging.plan, guardrail), found);
  if (fault !== null) return { unreadable: ["ERROR", `The evidence could not be read: ${fault}.`, {}] };
  const missing = missingIn(guardrail.rule, found, reported);
  if (missing !== null) return { unreadable: ["NO_DATA", missing, {}] };

  const metric = metricWatched(judging, guardrail);
  const arms = reported as ArmEvidence[];
  const unusable = brokenValues(judging, found.candidate);
  const broken: Said | null = unusable === null ? null : ["FAIL", unusable, levelsOf(metric, found)];
  const empty = allNonFinite(arms) ?? unbinned(metric, guardrail.rule, found);
  if (empty !== null) return { arms, broken, finding: null, lacking: ["INSUFFICIENT", empty, {}] };
  const counted = countedBySubject(metric, found);
  const finding = findingOf(judging, guardrail, metric, counted);
  if (judging.failuresOnly && finding.state !== "FAIL")
    return { arms, broken, finding: NOT_FAILED, lacking: null };
  const numbers = {
    ...levelsOf(metric, found),
    ...subjectNumbers(found, counted),
    ...finding.numbers,
    ...labelNumbers(judging, guardrail.rule, found, finding),
  };
  const { state, reason } = finding;
  return {
    arms,
    broken,
    finding: [state, reason, numbers],
    lacking: lackingIn({ ...judging, guardrail, found, counted, numbers }),
  };
}

/** All that is said where only failures are asked for. */
export const NOT_FAILED: Said = ["INCONCLUSIVE", "It has not failed.", {}];

type Lacking = Judging & {
  readonly guardrail: Guardrail;
  readonly found: GuardrailEvidence;
  readonly counted: CountedEvidence;
  readonly numbers: VerdictNumbers;
};

function lackingIn({ guardrail, found, counted, numbers, ...judging }: Lacking): Said | null {
  const { rule } = guardrail;
  const arms = armsRead(rule, found) as ArmEvidence[];
  const thin =
    tooBroken(judging.judge, arms) ?? thinness(rule, counted, minSamples(judging.stage, guardrail));
  if (thin !== null) return ["INSUFFICIENT", thin.reason, { ...numbers, ...thin.numbers }];
  const unlabelled = missingLabels(judging, rule, found);
  return unlabelled && ["INCOMPLETE", unlabelled.reason, { ...numbers, ...unlabelled.numbers }];
}

function faultIn(
  { judge }: Judging,
  arms: readonly (ArmEvidence | null)[],
  metric: Metric | undefined,
  found: GuardrailEvidence,
): string | null {
  const { histograms, paired, baseline, candidate } = found;
  if (metric?.quantile && !histograms) return "the values by bin are missing";
  // Beside pairs, the arms are read for what is not in any.
  const read = paired === undefined ? arms : [...arms, baseline, candidate];
  return (
    faultAmong(read) ??
    (metric && judge.boundsMeans ? faultOfRange(metric, found) : null) ??
    (judge.blocksTime ? faultOfStretches(found) : null) ??
    (histograms ? (faultOfHistogram(histograms.baseline) ?? faultOfHistogram(histograms.candidate)) : null)
  );
}

function faultAmong(arms: readonly (ArmEvidence | null)[]): string | null {
  for (const arm of arms) {
    const fault = arm && faultOf(arm);
    if (fault !== null) return fault;
  }
  return null;
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
