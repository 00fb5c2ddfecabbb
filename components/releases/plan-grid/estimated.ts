import type { Plan } from "#lib/releases/plan.ts";
import { canBeEstimated, type Estimator } from "#lib/releases/plan-estimate.ts";
import type { Estimated } from "./estimate-words.ts";

/** What an estimator says of a plan; nothing while the traffic is being read or the plan is invalid. */
export function estimatedOf(plan: Plan, estimator: Estimator | null): Estimated {
  if (estimator === null || !canBeEstimated(plan)) return { kind: "unknown" };
  const estimate = estimator(plan);
  return estimate === null ? { kind: "no-traffic" } : { kind: "known", estimate };
}
