import type { Metric } from "#lib/metrics/metric.ts";
import { type Comparing, marginOf } from "#lib/releases/margins.ts";
import { mostOfEach, type SliceRule } from "#lib/releases/slice-rule.ts";
import { provenBroken } from "./broken-values.ts";
import type { Judging } from "./error-budget.ts";
import {
  type ArmEvidence,
  faultOf,
  type GuardrailEvidence,
  isCount,
  type SliceArm,
  type SliceEvidence,
} from "./evidence.ts";
import { finiteBounds, type Harm, harmOf } from "./harm.ts";
import { rowsAlike } from "./subjects.ts";
import type { SliceVerdict } from "./verdict.ts";

/** What slices of one guardrail are judged by. */
export type Slicing = {
  readonly judging: Judging;
  readonly guardrail: Comparing;
  readonly metric: Metric;
  readonly rule: SliceRule;
  readonly found: GuardrailEvidence;
};

/** Of what a slice spends, the part for "the candidate is broken in it". */
const BROKEN_PART = 0.1;

/**
 * Every slice, with alpha shared by as many as the plan judges at most (Holm 1979): each is tested at alpha over that many; where
 * some fail, the others at alpha over as many less, until no further one does. As every test holds at every look, so does the
 * whole, whenever a slice appears: its place was paid for before.
 */
export function sliceVerdicts(slicing: Slicing, alpha: number): SliceVerdict[] {
  const slices = slicesIn(slicing);
  const { most } = slicing.rule;
  let failed = 0;
  for (;;) {
    const verdicts = slices.map((slice) => judged(slicing, slice, alpha / (most - failed)));
    const now = verdicts.filter(({ state }) => state === "FAIL").length;
    if (now <= failed || now >= most) return verdicts;
    failed = now;
  }
}

/** Those of the evidence that the plan judges: no more than it says, each once, and of its dimensions. */
export function slicesIn({ rule, found }: Pick<Slicing, "rule" | "found">): SliceEvidence[] {
  const each = mostOfEach(rule);
  const known = new Map((found.slices?.judged ?? []).map((one) => [one.slice, one]));
  return rule.by.flatMap((dimension) =>
    [...known.values()].filter(({ slice }) => dimensionOf(slice) === dimension).slice(0, each),
  );
}

export const dimensionOf = (slice: string): string => slice.slice(0, Math.max(0, slice.indexOf("=")));

function judged(slicing: Slicing, { slice, ...arms }: SliceEvidence, alpha: number): SliceVerdict {
  const { judging, guardrail, found } = slicing;
  const baseline = countedIn(arms.baseline, found.baseline);
  const candidate = countedIn(arms.candidate, found.candidate);
  const thinner = Math.min(baseline?.n ?? 0, candidate?.n ?? 0);
  const least = guardrail.minSamplesPerArm;
  const { rollbackMargin } = guardrail.rule;
  const harm = harmBetween(slicing, [baseline, candidate], {
    alpha: alpha * (1 - BROKEN_PART),
    rollbackMargin,
  });
  const isBroken =
    candidate !== null &&
    provenBroken(
      judging.judge,
      { successes: candidate.nonFinite, n: candidate.n + candidate.nonFinite },
      alpha * BROKEN_PART,
    );
  return {
    slice,
    state: stateOf(harm, {
      isBroken,
      isThin: thinner < least,
      rollbackMargin,
      margin: marginOf(judging.stage, guardrail),
    }),
    n: { baseline: rowsIn(arms.baseline), candidate: rowsIn(arms.candidate) },
    ...(baseline && baseline.n > 0 ? { baselineMean: baseline.mean } : {}),
    ...(candidate && candidate.n > 0 ? { candidateMean: candidate.mean } : {}),
    ...(harm ? finiteBounds(harm) : {}),
    ...(thinner < least ? { missing: Math.ceil(least - thinner) } : {}),
  };
}

type Bar = {
  readonly isBroken: boolean;
  readonly isThin: boolean;
  readonly rollbackMargin: number;
  readonly margin: number;
};

/** Proven harm fails on few rows, too. */
function stateOf(
  harm: Harm | null,
  { isBroken, isThin, rollbackMargin, margin }: Bar,
): SliceVerdict["state"] {
  if (isBroken || (harm !== null && harm.lower > rollbackMargin)) return "FAIL";
  if (isThin || harm === null) return "UNTESTED";
  return harm.upper < margin && harm.lower <= harm.upper ? "PASS" : "INCONCLUSIVE";
}

/** An arm's rows in a slice as independent ones: those of a subject as if they were all the same. Null where it cannot be read. */
export function countedIn(arm: SliceArm | null, all: ArmEvidence | null): SliceArm | null {
  if (arm === null || faultOf({ ...arm, latestAt: null }) !== null || rowsIn(arm) === 0) return null;
  const alike = all === null ? 1 : rowsAlike(all);
  return { n: arm.n / alike, mean: arm.mean, m2: arm.m2 / alike, nonFinite: arm.nonFinite / alike };
}

const rowsIn = (arm: SliceArm | null): number =>
  arm !== null && isCount(arm.n) && isCount(arm.nonFinite) ? arm.n + arm.nonFinite : 0;

/** Sequences are tuned for the rows that a slice has where all are alike. */
const PLANNED_MIN = 100;

/** How much worse one is than the other, by the tests of all traffic. Null where there is nothing to compare. */
export function harmBetween(
  { judging: { plan, judge }, guardrail, metric, rule }: Slicing,
  [one, other]: readonly [SliceArm | null, SliceArm | null],
  { alpha, rollbackMargin }: { readonly alpha: number; readonly rollbackMargin: number },
): Harm | null {
  if (one === null || other === null) return null;
  const arm = (of: SliceArm): ArmEvidence => ({ ...of, latestAt: null });
  return harmOf(
    { baseline: arm(one), candidate: arm(other) },
    {
      metric,
      relative: false,
      alpha,
      plannedSamples: Math.max(PLANNED_MIN, plan.plannedSamples / rule.most),
      minSamplesPerArm: guardrail.minSamplesPerArm,
      rollbackMargin,
      smoothsShares: judge.smoothsShares,
      keepsReach: judge.keepsReach,
      boundsMeans: judge.boundsMeans,
    },
  );
}
