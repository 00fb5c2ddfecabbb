import { formatShare } from "#components/ui/format-number.ts";
import type { Plan, Stage } from "#lib/releases/plan.ts";
import { budgetPart } from "#lib/rollouts/error-budget.ts";
import { JUDGES, type JudgeVersion } from "#lib/rollouts/judges.ts";

/** What a guardrail has of the error budget, stage by stage. */
export type BudgetLeft = {
  readonly stages: readonly ("spent" | "in use" | "left")[];
  /** "0.5 %" */
  readonly left: string;
};

/** Null where the judge spent alpha anew in each stage. */
export function budgetLeft(plan: Plan, stage: Stage, by: JudgeVersion): BudgetLeft | null {
  const part = budgetPart({ plan, judge: JUDGES[by] });
  const now = plan.stages.findIndex(({ id }) => id === stage.id);
  if (part === null) return null;
  return {
    stages: plan.stages.map((_, at) => (at < now ? "spent" : at === now ? "in use" : "left")),
    left: formatShare(part * (plan.stages.length - now - 1), 2),
  };
}

/** "5.00 % error budget: 3.00 % spent or in use, 2.00 % left" */
export function budgetText(plan: Plan, stage: Stage | undefined, by: JudgeVersion): string | null {
  const part = budgetPart({ plan, judge: JUDGES[by] });
  if (part === null || stage === undefined) return null;
  const used = plan.stages.findIndex(({ id }) => id === stage.id) + 1;
  const of = (stages: number) => formatShare(part * plan.guardrails.length * stages, 2);
  return `${formatShare(plan.alpha, 2)} error budget: ${of(used)} spent or in use, ${of(plan.stages.length - used)} left`;
}
