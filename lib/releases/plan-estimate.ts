import { type Plan, planSchema, type Stage } from "./plan.ts";

/** When a stage would advance if both versions were equal and traffic were like last week's. */
export type StageEstimate = {
  /** Until every estimated guardrail passes and the minimum time is over; null if that takes longer than any plan may. */
  readonly advancesIn: number | null;
  /** The guardrail that passes last; null where the minimum time is over last. */
  readonly slowest: string | null;
  /** By guardrail: the least worsening that would be proven by then, at the latest at the deadline. */
  readonly smallestHarm: Readonly<Record<string, number>>;
  /** By guardrail: the margin within which it would advance by the deadline. */
  readonly reachableMargin: Readonly<Record<string, number>>;
};

export type PlanEstimate = {
  /** Requests to the pointer. */
  readonly perHour: number;
  /** In the order of the plan's stages. */
  readonly stages: readonly StageEstimate[];
  /** Guardrails left out: of metrics that nothing reported, or of quantiles, whose values by bin are not read here. */
  readonly unmeasured: readonly string[];
};

/** Estimates any valid plan by the traffic of one pointer; null where nothing was reported there. */
export type Estimator = (plan: Plan) => PlanEstimate | null;

/** Would the stage reach its deadline undecided? */
export const isTooSlow = (
  { deadlineSeconds }: Pick<Stage, "deadlineSeconds">,
  { advancesIn }: StageEstimate,
): boolean => advancesIn === null || advancesIn >= deadlineSeconds;

/** While a plan is being written it may be one that nothing can judge. */
export const canBeEstimated = (plan: Plan): boolean => planSchema.safeParse(plan).success;
