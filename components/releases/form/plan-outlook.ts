import type { Plan } from "#lib/releases/plan.ts";
import { canBeEstimated, type Estimator } from "#lib/releases/plan-estimate.ts";

/** The stage that keeps a plan from starting, with the numbers. */
export type Undecidable = {
  /** Id of the stage. */
  readonly stage: string;
  readonly message: string;
};

/** What the traffic of a pointer lets a plan expect. */
export type PlanOutlook = {
  readonly estimator: Estimator;
  /** By the rule that a rollout starts by; null where the plan can decide. */
  readonly undecidable: (plan: Plan) => Undecidable | null;
};

/** Nothing is refused while the traffic is being read or the plan is invalid. */
export const undecidableIn = (plan: Plan, outlook: PlanOutlook | null): Undecidable | null =>
  outlook !== null && canBeEstimated(plan) ? outlook.undecidable(plan) : null;
