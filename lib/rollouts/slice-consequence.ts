import { comparing, marginOf } from "#lib/releases/margins.ts";
import type { Guardrail } from "#lib/releases/plan.ts";
import { comparedAs, metricOfGuardrail } from "#lib/releases/plan-metrics.ts";
import { type SliceRule, sliceRuleOf } from "#lib/releases/slice-rule.ts";
import { effectBudget, type Judging } from "./error-budget.ts";
import { type Evidence, isBeforeStage } from "./evidence.ts";
import { failedGap, failedSlice, lackingSlices, unprovenSlices } from "./phrases.ts";
import { gapVerdict } from "./slice-gap.ts";
import { dimensionOf, type Slicing, sliceVerdicts } from "./slices.ts";
import { rowsAlike } from "./subjects.ts";
import type { GuardrailVerdict, SlicesVerdict } from "./verdict.ts";

/**
 * The verdict with its slices. Where the plan says so, harm proven in one fails the guardrail, and a stage waits for those that
 * could not be tested; else they are only named.
 */
export function withSlices(
  judging: Judging,
  guardrail: Guardrail,
  evidence: Evidence,
  verdict: GuardrailVerdict,
): GuardrailVerdict {
  const slicing = slicingOf(judging, guardrail, evidence);
  if (slicing === null || verdict.state === "ERROR" || verdict.state === "NO_DATA") return verdict;
  const slices = slicesVerdict(slicing, effectBudget(judging, guardrail).slices);
  return concluded(slicing, slices, { ...verdict, slices });
}

function slicingOf(judging: Judging, guardrail: Guardrail, evidence: Evidence): Slicing | null {
  const rule = judging.judge.judgesSlices ? sliceRuleOf(judging.plan, guardrail) : null;
  if (rule === null) return null;
  const metric = metricOfGuardrail(judging.plan, guardrail);
  const { [guardrail.id]: found } = evidence.byGuardrail;
  const [compared] = comparing({ guardrails: [guardrail] });
  if (metric === undefined || found === undefined || compared === undefined) return null;
  const arms = [found.baseline, found.candidate];
  return arms.some((arm) => arm && isBeforeStage(arm, evidence))
    ? null
    : { judging, guardrail: compared, metric, rule, found };
}

/** Slices change once a minute and are looked at every second. */
const lastJudged = new WeakMap<object, { readonly key: string; readonly verdict: SlicesVerdict }>();

function slicesVerdict(slicing: Slicing, alpha: number): SlicesVerdict {
  const { slices } = slicing.found;
  if (slices === undefined) return judgedAnew(slicing, alpha);
  const key = keyOf(slicing, alpha);
  const known = lastJudged.get(slices);
  const verdict = known?.key === key ? known.verdict : judgedAnew(slicing, alpha);
  lastJudged.set(slices, { key, verdict });
  return verdict;
}

/** Everything but the sums of slices that they are judged by. */
const keyOf = (
  { judging: { plan, stage, judge }, guardrail, metric, rule, found }: Slicing,
  alpha: number,
): string =>
  JSON.stringify([
    alpha,
    plan.plannedSamples,
    judge,
    marginOf(stage, guardrail),
    guardrail.rule,
    guardrail.minSamplesPerArm,
    [metric.id, metric.kind, metric.better, metric.range],
    rule,
    [found.baseline, found.candidate].map((arm) => arm && rowsAlike(arm)),
  ]);

function judgedAnew(slicing: Slicing, alpha: number): SlicesVerdict {
  const { rule, found } = slicing;
  // Groups that are compared with one another share the budget with the slices that they are.
  const part = rule.gap === undefined ? alpha : alpha / 2;
  const judged = sliceVerdicts(slicing, part);
  const gap = gapVerdict(slicing, part);
  const seen = new Set(judged.map(({ slice }) => dimensionOf(slice)));
  return {
    judged,
    leftOut: found.slices?.leftOut ?? [],
    absent: rule.by.filter((dimension) => !seen.has(dimension)),
    alpha: part,
    among: rule.most,
    ...(gap ? { gap } : {}),
  };
}

function concluded(slicing: Slicing, slices: SlicesVerdict, verdict: GuardrailVerdict): GuardrailVerdict {
  const { rule, guardrail } = slicing;
  const failure = rule.onFail === "inform" ? null : failureIn(slicing, slices);
  if (failure !== null) {
    const outranks = guardrail.onFail === "halt" && rule.onFail === "roll-back";
    if (verdict.state === "FAIL" && !outranks) return verdict;
    const { failed, reason } = failure;
    return { ...verdict, state: "FAIL", reason, slices: { ...slices, failed } };
  }
  if (verdict.state !== "PASS") return verdict;
  const held = heldBy(rule, slices);
  return held === null ? verdict : { ...verdict, ...held, slices: { ...slices, held: true } };
}

function failureIn(
  { metric, guardrail: { rule: compared }, rule }: Slicing,
  { judged, gap }: SlicesVerdict,
): { failed: string; reason: string } | null {
  const written = comparedAs(metric, compared);
  const worst = judged.find(({ state }) => state === "FAIL");
  if (worst) return { failed: worst.slice, reason: failedSlice(written, worst, compared.rollbackMargin) };
  if (gap?.state !== "FAIL") return null;
  return { failed: `${gap.worse} against ${gap.better}`, reason: failedGap(written, gap, rule.gap!) };
}

/** What a stage waits for although all traffic passes. */
function heldBy(
  { demand }: SliceRule,
  { judged, absent, gap }: SlicesVerdict,
): Pick<GuardrailVerdict, "state" | "reason"> | null {
  if (demand === undefined) return null;
  const untested = judged.filter(({ state }) => state === "UNTESTED");
  if (untested.length + absent.length > 0)
    return { state: "INSUFFICIENT", reason: lackingSlices(untested, absent) };
  if (demand === "tested") return null;
  const open = judged.filter(({ state }) => state !== "PASS");
  if (open.length > 0 || (gap && gap.state !== "PASS"))
    return { state: "INCONCLUSIVE", reason: unprovenSlices(open.map(({ slice }) => slice)) };
  return null;
}
