import { formatShare } from "#components/ui/format-number.ts";
import type { Plan } from "#lib/releases/plan.ts";
import { budgetPart } from "#lib/rollouts/error-budget.ts";
import { JUDGE_VERSION, JUDGES } from "#lib/rollouts/judges.ts";

/** A guardrail's part of the error budget, stage by stage. */
export type BudgetRow = {
  readonly id: string;
  readonly title: string;
  /** "0.25 %" in each stage. */
  readonly byStage: readonly string[];
  readonly share: number;
  /** "1.25 %" */
  readonly all: string;
};

export type Budget = {
  readonly whole: string;
  readonly rows: readonly BudgetRow[];
  readonly byStage: readonly string[];
};

/** The plan's alpha as it is shared by guardrails and stages; the rows and the stages each add up to it. Null without either. */
export function budgetOf(plan: Plan): Budget | null {
  const { guardrails, stages, alpha } = plan;
  const part = budgetPart({ plan, judge: JUDGES[JUDGE_VERSION] });
  if (part === null || !Number.isFinite(part) || !(alpha > 0)) return null;
  return {
    whole: formatShare(alpha, 1),
    rows: guardrails.map(({ id, title }) => ({
      id,
      title,
      byStage: stages.map(() => formatShare(part, 2)),
      share: (part * stages.length) / alpha,
      all: formatShare(part * stages.length, 2),
    })),
    byStage: stages.map(() => formatShare(part * guardrails.length, 2)),
  };
}
