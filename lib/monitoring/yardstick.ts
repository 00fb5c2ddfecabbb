import type { Range } from "#lib/metrics/metric.ts";
import type { Task } from "#lib/metrics/task.ts";
import type { Plan } from "#lib/releases/plan.ts";

/** What the signed plan of an exposure says of the values that its answers give. */
export type Yardstick = {
  /** What the model is asked for, where the plan says so. */
  readonly task: Task | null;
  /** By metric: a value outside counts as the nearest inside. */
  readonly ranges: ReadonlyMap<string, Range>;
};

/** Of an exposure without a plan, and of one whose plan says nothing more. */
export const NO_YARDSTICK: Yardstick = { task: null, ranges: new Map() };

export function yardstickOf({ task, guardrails }: Pick<Plan, "task" | "guardrails">): Yardstick {
  const ranges = guardrails.flatMap(({ metric, range }) =>
    metric !== undefined && range ? [[metric, range] as const] : [],
  );
  return { task: task ?? null, ranges: new Map(ranges) };
}

/** The value as it counts. */
export function inRange({ ranges }: Yardstick, metric: string, value: number): number {
  const range = ranges.get(metric);
  return range ? Math.min(range.max, Math.max(range.min, value)) : value;
}
