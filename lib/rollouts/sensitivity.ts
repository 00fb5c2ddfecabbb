import { harmSign } from "#lib/metrics/direction.ts";
import { rangeOf } from "#lib/metrics/range.ts";
import { type Comparing, marginOf, withMargin } from "#lib/releases/margins.ts";
import type { Guardrail, Plan, Stage } from "#lib/releases/plan.ts";
import { metricOfGuardrail } from "#lib/releases/plan-metrics.ts";
import { type Moments, mergeMoments } from "#lib/stats/moments.ts";
import type { ArmEvidence, Evidence, GuardrailEvidence } from "./evidence.ts";
import { judgeGuardrail } from "./guardrail.ts";
import { JUDGE_VERSION, JUDGES, type JudgeVersion } from "./judges.ts";
import { withoutSubjects } from "./subjects.ts";
import type { GuardrailVerdict } from "./verdict.ts";

/** Everything a stage was judged by. */
export type JudgedBy = {
  readonly plan: Plan;
  readonly stage: Stage;
  readonly evidence: Evidence;
  readonly judge: JudgeVersion;
};

/** One thing taken otherwise. */
export const WHAT_IFS = [
  "half-budget",
  "strictest-margin",
  "later-part",
  "broken-worst",
  "rows-alone",
  "judge-now",
] as const;
export type WhatIf = (typeof WHAT_IFS)[number];

export type Variant = { readonly what: WhatIf; readonly given: JudgedBy; readonly verdict: GuardrailVerdict };

/**
 * The verdict of a comparison with one thing taken otherwise, by the same judge: what a verdict rests on shows in what
 * changes it. Only what applies to the guardrail is listed.
 */
export function whatIfs(given: JudgedBy, guardrail: Guardrail): Variant[] {
  const { rule } = guardrail;
  if (rule.kind !== "sequential") return [];
  const compared: Comparing = { ...guardrail, rule };
  return WHAT_IFS.flatMap((what) => {
    const other = otherwise[what](given, compared);
    if (other === null) return [];
    const { plan, stage, evidence, judge } = other;
    const verdict = judgeGuardrail({ plan, stage, judge: JUDGES[judge] }, guardrail, evidence);
    return [{ what, given: other, verdict }];
  });
}

type Otherwise = (given: JudgedBy, guardrail: Comparing) => JudgedBy | null;

const otherwise: Readonly<Record<WhatIf, Otherwise>> = {
  "half-budget": (given) => ({ ...given, plan: { ...given.plan, alpha: given.plan.alpha / 2 } }),
  "strictest-margin": (given, guardrail) => {
    const strictest = Math.min(...given.plan.stages.map((stage) => marginOf(stage, guardrail)));
    return strictest < marginOf(given.stage, guardrail)
      ? { ...given, stage: withMargin(given.stage, guardrail, strictest) }
      : null;
  },
  "later-part": (given, guardrail) => withEvidence(given, guardrail, laterPart),
  "broken-worst": (given, guardrail) => {
    const metric = metricOfGuardrail(given.plan, guardrail);
    const range = metric && !metric.quantile ? rangeOf(metric) : null;
    if (!metric || range === null) return null;
    const worst = harmSign(metric) === 1 ? range.max : range.min;
    return withEvidence(given, guardrail, (found) => brokenAs(found, worst));
  },
  "rows-alone": (given, guardrail) =>
    withEvidence(given, guardrail, (found) =>
      found.baseline?.bySubject || found.candidate?.bySubject ? withoutSubjects(found) : null,
    ),
  "judge-now": (given) => (given.judge === JUDGE_VERSION ? null : { ...given, judge: JUDGE_VERSION }),
};

function withEvidence(
  given: JudgedBy,
  { id }: Guardrail,
  change: (found: GuardrailEvidence) => GuardrailEvidence | null,
): JudgedBy | null {
  const found = given.evidence.byGuardrail[id];
  const changed = found ? change(found) : null;
  if (changed === null) return null;
  const byGuardrail = { ...given.evidence.byGuardrail, [id]: changed };
  return { ...given, evidence: { ...given.evidence, byGuardrail } };
}

/** The later half of the stretches of time that a stage reported in. In shadow, pairs are not kept by stretch. */
function laterPart(found: GuardrailEvidence): GuardrailEvidence | null {
  const stretches = found.stretches ?? [];
  const kept = stretches.slice(Math.floor(stretches.length / 2));
  const { baseline, candidate, paired } = found;
  if (stretches.length < 2 || paired !== undefined || baseline === null || candidate === null) return null;
  const sums = (arm: "baseline" | "candidate"): Moments =>
    kept.map((one) => one[arm]).reduce((sum, one) => mergeMoments(sum, one));
  const [one, other] = [sums("baseline"), sums("candidate")];
  if (one.n === 0 || other.n === 0) return null;
  return {
    ...found,
    stretches: kept,
    baseline: { ...baseline, ...one },
    candidate: { ...candidate, ...other },
  };
}

/** What was not a number of the candidate's, as the worst value there is. */
function brokenAs(found: GuardrailEvidence, worst: number): GuardrailEvidence | null {
  const { candidate, paired } = found;
  if (candidate === null || candidate.nonFinite === 0 || paired !== undefined) return null;
  const broken: Moments = { n: candidate.nonFinite, mean: worst, m2: 0 };
  const counted: ArmEvidence = { ...candidate, ...mergeMoments(candidate, broken), nonFinite: 0 };
  return { ...found, candidate: counted };
}
