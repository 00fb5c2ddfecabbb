import { COUNTS_ANSWERS } from "#lib/metrics/catalogue.ts";
import type { DeclaredMetric } from "#lib/metrics/declared.ts";
import type { Task } from "#lib/metrics/task.ts";
import type { Plan } from "#lib/releases/plan.ts";
import { sliceRuleOf } from "#lib/releases/slice-rule.ts";
import type { Range } from "#lib/stats/bounded-mean.ts";
import { type Numbers, VALUE_MAX } from "./given.ts";

/** What the signed plan of an exposure says of the values that its answers give. */
export type Yardstick = {
  /** What the model is asked for, where the plan says so. */
  readonly task: Task | null;
  /** By metric: a value outside counts as the nearest inside. */
  readonly ranges: ReadonlyMap<string, Range>;
  /** The metrics that the plan declares, by id. */
  readonly declared: ReadonlyMap<string, DeclaredMetric>;
  /** By metric: the dimensions by whose slices it is judged. Where there are any, answers are counted by all of them. */
  readonly slicedBy: ReadonlyMap<string, readonly string[]>;
  readonly hasPlan: boolean;
};

/** Of an exposure without a plan, and of one whose plan says nothing more. */
export const NO_YARDSTICK: Yardstick = {
  task: null,
  ranges: new Map(),
  declared: new Map(),
  slicedBy: new Map(),
  hasPlan: false,
};

type Measuring = Pick<Plan, "task" | "metrics" | "guardrails" | "slices">;

export function yardstickOf(plan: Measuring): Yardstick {
  const { task, guardrails, metrics = [] } = plan;
  const ranges = guardrails.flatMap(({ metric, range }) =>
    metric !== undefined && range ? [[metric, range] as const] : [],
  );
  const declared = new Map(metrics.map((metric) => [metric.id, metric]));
  return {
    task: task ?? null,
    ranges: new Map(ranges),
    declared,
    slicedBy: slicedBy(plan),
    hasPlan: true,
  };
}

function slicedBy(plan: Measuring): Yardstick["slicedBy"] {
  const found = new Map<string, Set<string>>();
  for (const guardrail of plan.guardrails)
    for (const metric of [guardrail.metric, COUNTS_ANSWERS])
      for (const dimension of sliceRuleOf(plan, guardrail)?.by ?? [])
        if (metric !== undefined) found.set(metric, (found.get(metric) ?? new Set()).add(dimension));
  return new Map([...found].map(([metric, dimensions]) => [metric, [...dimensions]]));
}

/** The value as it counts. */
export function inRange({ ranges }: Yardstick, metric: string, value: number): number {
  const range = ranges.get(metric);
  return range ? Math.min(range.max, Math.max(range.min, value)) : value;
}

/** When a declared metric is known. */
type When = "answer" | "outcome";
const whenOf = ({ when }: DeclaredMetric): When => when ?? "answer";

/** Why a measure that comes with an answer is none of the plan's, as the end of a sentence; null where it is. */
export function foreignMeasure({ declared, hasPlan }: Yardstick, id: string): string | null {
  const metric = declared.get(id);
  if (!hasPlan || (metric && whenOf(metric) === "answer")) return null;
  return metric
    ? "comes with the outcome, as the plan of its exposure declares it"
    : "is not a metric that the plan of its exposure declares";
}

/** The measures that the plan declares, each as the value it counts as. */
export const measuresOf = (
  measures: Numbers,
  when: When,
  { declared }: Yardstick,
): { metric: string; value: number }[] =>
  Object.entries(measures).flatMap(([id, value]) => {
    const metric = declared.get(id);
    return metric && whenOf(metric) === when ? [{ metric: id, value: withinBounds(metric, value) }] : [];
  });

/** Not a number where the metric cannot have the value. */
function withinBounds({ kind, bounds }: DeclaredMetric, value: number | null): number {
  const { min = -VALUE_MAX, max = VALUE_MAX } = bounds ?? {};
  if (value === null || Math.abs(value) > VALUE_MAX) return Number.NaN;
  if (kind === "share" && value !== 0 && value !== 1) return Number.NaN;
  return value >= min && value <= max ? value : Number.NaN;
}
