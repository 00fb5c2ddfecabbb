import { harmSign } from "#lib/metrics/direction.ts";
import type { Metric } from "#lib/metrics/metric.ts";
import { rangeOf } from "#lib/metrics/range.ts";
import type { GuardrailRule, Stage } from "#lib/releases/plan.ts";
import { lateHarmLogE, STRETCHES_MAX, type Stretch } from "#lib/stats/late-harm.ts";
import { errorBudget, type Judging } from "./error-budget.ts";
import { level } from "./phrases.ts";

/**
 * How long a stretch of a stage is: whole buckets, fixed by the plan before the first row. There are enough to see a change
 * soon, and few enough to be stored with each verdict.
 */
export function stretchSeconds(
  { deadlineSeconds }: Pick<Stage, "deadlineSeconds">,
  { cohortSeconds }: { readonly cohortSeconds: number },
): number {
  return cohortSeconds * Math.max(1, Math.ceil(deadlineSeconds / cohortSeconds / STRETCHES_MAX));
}

/** Does this rule look for a harm that began late, in stretches of time? */
export const readsStretches = (rule: GuardrailRule, metric: Metric): boolean =>
  rule.kind === "sequential" && metric.quantile === undefined && rangeOf(metric) !== null;

/** How the candidate is proven to have become worse at some moment of the stage, as a sentence; null where it is not. */
export function lateHarm(
  judging: Judging,
  { metric, rollbackMargin }: { readonly metric: Metric; readonly rollbackMargin: number },
  stretches: readonly Stretch[] = [],
): string | null {
  const range = rangeOf(metric);
  if (!judging.judge.seeksLateHarm || range === null || stretches.length === 0) return null;
  const found = lateHarmLogE(stretches, { margin: rollbackMargin, worse: harmSign(metric), range });
  if (found < Math.log(1 / errorBudget(judging).late)) return null;
  const allowed =
    rollbackMargin === 0 ? "" : ` by more than the ${level(metric, rollbackMargin)} that fails it`;
  return `Worse than the baseline${allowed} since some moment of this stage, by the test for harm that begins late.`;
}
