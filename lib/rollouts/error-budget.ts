import type { Guardrail, Plan, Stage } from "#lib/releases/plan.ts";
import { sliceRuleOf } from "#lib/releases/slice-rule.ts";
import type { JudgeTraits } from "./judges.ts";

/** What every rule judges by, whatever the guardrail. */
export type Judging = {
  readonly plan: Plan;
  readonly stage: Stage;
  readonly judge: JudgeTraits;
  /** Only failures are asked for: what cannot have failed is not bounded, and is said to be inconclusive. */
  readonly failuresOnly?: boolean;
};

/** False-alarm probability of each check in one stage. */
export type ErrorBudget = {
  /** Of the comparison with the baseline. */
  readonly effect: number;
  /** Of "the candidate has become worse since some moment of the stage". */
  readonly late: number;
  /** Of "the limit is crossed". */
  readonly limit: number;
  /** Of "the candidate gives more broken values than is tolerated". */
  readonly broken: number;
  /** Of "traffic does not follow the plan". */
  readonly ratio: number;
  /** Of "outcomes do not reach the arms alike". */
  readonly labels: number;
};

/** False-alarm probability of a check that is not part of the plan's alpha, and the most for the sample ratio. */
const SIDE_ALPHA = 0.001;
/** The part of a guardrail's budget for what is looked for beside its effect, which keeps nearly all of its power. */
const SIDE_PART = 0.1;

/** What one guardrail may spend in one stage in all; null where a judge spends alpha anew in each. */
export function budgetPart({ plan, judge }: Pick<Judging, "plan" | "judge">): number | null {
  return judge.sharesOneBudget ? plan.alpha / (plan.guardrails.length * plan.stages.length) : null;
}

/**
 * What one guardrail may spend in one stage. By one budget, the sum over all guardrails and stages is at most the
 * plan's alpha (Bonferroni): neither more stages nor more guardrails raise the risk of a false rollback.
 */
export function errorBudget({ plan, judge }: Judging): ErrorBudget {
  const part = budgetPart({ plan, judge });
  if (part === null) {
    const sequential = plan.guardrails.filter(({ rule }) => rule.kind === "sequential").length;
    return {
      effect: plan.alpha / sequential,
      late: 0,
      limit: SIDE_ALPHA,
      broken: SIDE_ALPHA,
      ratio: SIDE_ALPHA,
      labels: SIDE_ALPHA,
    };
  }
  const effect = part * (1 - SIDE_PART);
  const beside = part * SIDE_PART;
  const late = judge.seeksLateHarm ? beside / 2 : 0;
  const side = Math.min(part, SIDE_ALPHA);
  return { effect, late, limit: effect, broken: beside - late, ratio: side, labels: side };
}

/** The part of a guardrail's budget that its slices share, where the plan judges by slices. */
const SLICES_PART = 0.2;

/**
 * What the comparison of all traffic may spend, and all slices of it together: they are paid by the guardrail that has them, and
 * a guardrail without has all of it.
 */
export function effectBudget(
  judging: Judging,
  guardrail: Guardrail,
): { readonly effect: number; readonly slices: number } {
  const { effect } = errorBudget(judging);
  const part = budgetPart(judging);
  if (part === null || !judging.judge.judgesSlices || sliceRuleOf(judging.plan, guardrail) === null)
    return { effect, slices: 0 };
  const slices = part * SLICES_PART;
  return { effect: effect - slices, slices };
}
