import { isBeyond } from "#lib/metrics/direction.ts";
import type { Metric } from "#lib/metrics/metric.ts";
import type { Guardrail, GuardrailRule, Plan } from "#lib/releases/plan.ts";
import { metricOfGuardrail } from "#lib/releases/plan-metrics.ts";
import type { Evidence } from "./evidence.ts";

/** The newest windows that a rule counts. */
export type CountedWindows = {
  /** How many of them are beyond the limit. */
  readonly failed: number;
  /** How many beyond it fail the guardrail. */
  readonly needed: number;
  /** How many there are; at first fewer than the rule looks at. */
  readonly latest: readonly number[];
};

/** Null where a rule counts no windows. */
export function countedWindows(
  rule: GuardrailRule,
  metric: Metric,
  recent: readonly number[],
): CountedWindows | null {
  if (rule.kind !== "threshold" || rule.failure === "immediate") return null;
  const [needed, window] =
    "consecutive" in rule.failure
      ? [rule.failure.consecutive, rule.failure.consecutive]
      : [rule.failure.k, rule.failure.of];
  const latest = recent.slice(-window);
  const failed = latest.filter((one) => Number.isFinite(one) && isBeyond(metric, one, rule.max)).length;
  return { failed, needed, latest };
}

/** How many windows of its evidence are beyond a guardrail's limit, and how many fail it; null where it counts none. */
export function windowsBeyond(
  plan: Pick<Plan, "metrics">,
  guardrail: Guardrail,
  { byGuardrail }: Pick<Evidence, "byGuardrail">,
): { readonly beyond: number; readonly fail: number } | null {
  const metric = metricOfGuardrail(plan, guardrail);
  const counted = metric && countedWindows(guardrail.rule, metric, byGuardrail[guardrail.id]?.recent ?? []);
  return counted ? { beyond: counted.failed, fail: counted.needed } : null;
}
