import { type DeclaredMetric, metricAmong } from "#lib/metrics/declared.ts";
import { isBeyond } from "#lib/metrics/direction.ts";
import type { Metric } from "#lib/metrics/metric.ts";
import type { Guardrail, Plan } from "./plan.ts";

type Declares = Pick<Plan, "metrics">;

/** The metric a guardrail names: the one look-up for judge, evidence and screens. */
export function metricOf({ metrics = [] }: Declares, id: string): Metric | undefined {
  return metricAmong(metrics, id);
}

/** The metric a guardrail watches; none where it watches the traffic split. */
export function metricOfGuardrail(plan: Declares, { metric }: Pick<Guardrail, "metric">): Metric | undefined {
  return metric === undefined ? undefined : metricOf(plan, metric);
}

/** What makes guardrails unfit for the metrics they name, as sentences. */
export function metricFaults(plan: Declares & Pick<Plan, "guardrails">): string[] {
  const ids = (plan.metrics ?? []).map(({ id }) => id);
  const faults = new Set(ids).size < ids.length ? ["two declared metrics have the same id"] : [];
  for (const { id, metric, rule } of plan.guardrails) {
    if (metric === undefined) continue;
    const known = metricOf(plan, metric);
    if (!known) {
      faults.push(
        `guardrail ${id} watches ${metric}, which is neither in the catalogue nor declared by the plan`,
      );
    } else if (known.known.when === "report") {
      faults.push(`guardrail ${id} watches ${metric}, which only reports measure`);
    } else if (rule.kind === "threshold" && !canCross(known, rule.max, boundsOf(plan, metric))) {
      faults.push(`guardrail ${id} can never fail: ${metric} cannot be beyond ${rule.max}`);
    }
  }
  return faults;
}

type Bounds = NonNullable<DeclaredMetric["bounds"]>;

const boundsOf = ({ metrics = [] }: Declares, metric: string): Bounds =>
  metrics.find(({ id }) => id === metric)?.bounds ?? {};

/** Whether a value within the bounds could be on the bad side of the limit. */
function canCross(metric: Metric, limit: number, { min, max }: Bounds): boolean {
  return (
    isBeyond(metric, max ?? Number.POSITIVE_INFINITY, limit) ||
    isBeyond(metric, min ?? Number.NEGATIVE_INFINITY, limit)
  );
}
