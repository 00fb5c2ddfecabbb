import { type Plan, planSchema, type Stage } from "./plan.ts";

/** What a guardrail that compares with the baseline would find in a stage; times are seconds from its begin. */
export type GuardrailEstimate = {
  /** Until it passes, if both versions are equal; null if that takes longer than any plan may. */
  readonly passesIn: number | null;
  /** Until it fails, if the candidate is worse by twice the margin that the stage advances within; null likewise. */
  readonly failsIn: number | null;
  /** Rows of the thinner arm until it passes; at the deadline where it does not before. */
  readonly rows: number;
  /** The least worsening that would be proven when the stage decides, at the latest at the deadline; null without a bound. */
  readonly smallestHarm: number | null;
  /** The margin within which it would pass by the deadline; null without a bound. */
  readonly reachableMargin: number | null;
};

/** When a stage would advance if both versions were equal and traffic were like last week's. */
export type StageEstimate = {
  /** Until every estimated guardrail passes and the minimum time is over; null if that takes longer than any plan may. */
  readonly advancesIn: number | null;
  /** The guardrail that passes last; null where the minimum time is over last. */
  readonly slowest: string | null;
  readonly guardrails: Readonly<Record<string, GuardrailEstimate>>;
};

export type PlanEstimate = {
  /** Requests to the pointer. */
  readonly perHour: number;
  /** In the order of the plan's stages. */
  readonly stages: readonly StageEstimate[];
  /** Guardrails left out: of metrics that nothing reported. */
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
