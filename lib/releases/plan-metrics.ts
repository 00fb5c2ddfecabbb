import { type DeclaredMetric, metricAmong } from "#lib/metrics/declared.ts";
import { isBeyond } from "#lib/metrics/direction.ts";
import type { Metric } from "#lib/metrics/metric.ts";
import type { Guardrail, GuardrailRule, Plan } from "./plan.ts";

type Declares = Pick<Plan, "metrics">;

/** The metric a guardrail names: the one look-up for judge, evidence and screens. */
export function metricOf({ metrics = NONE }: Declares, id: string): Metric | undefined {
  const found = known.get(metrics) ?? new Map<string, Metric>();
  known.set(metrics, found);
  const metric = found.get(id) ?? metricAmong(metrics, id);
  if (metric) found.set(id, metric);
  return metric;
}

/** By what a plan declares: a judge asks for each of its metrics at every look. */
const known = new WeakMap<NonNullable<Plan["metrics"]>, Map<string, Metric>>();
const NONE: NonNullable<Plan["metrics"]> = [];

/** The metric a guardrail watches; none where it watches the traffic split. */
export function metricOfGuardrail(plan: Declares, { metric }: Pick<Guardrail, "metric">): Metric | undefined {
  return metric === undefined ? undefined : metricOf(plan, metric);
}

/** The metric as its margins and its effect are written: relative ones are per cent of the baseline's value. */
export function comparedAs(metric: Metric, rule: GuardrailRule): Metric {
  return rule.kind === "sequential" && rule.relative ? { ...metric, unit: "%", decimals: 1 } : metric;
}

/** The same of what a guardrail watches: whatever writes one of its margins writes it as this. */
export function comparedByGuardrail(plan: Declares, guardrail: Guardrail): Metric | undefined {
  const metric = metricOfGuardrail(plan, guardrail);
  return metric && comparedAs(metric, guardrail.rule);
}

/** What makes guardrails unfit for the metrics they name, as sentences. */
export function metricFaults(plan: Declares & Pick<Plan, "guardrails">): string[] {
  const ids = (plan.metrics ?? []).map(({ id }) => id);
  const faults = new Set(ids).size < ids.length ? ["two declared metrics have the same id"] : [];
  return [...faults, ...plan.guardrails.flatMap((guardrail) => faultOf(plan, guardrail) ?? [])];
}

function faultOf(plan: Declares, { id, metric, rule }: Guardrail): string | null {
  if (metric === undefined) return null;
  const known = metricOf(plan, metric);
  if (!known)
    return `guardrail ${id} watches ${metric}, which is neither in the catalogue nor declared by the plan`;
  if (known.known.when === "report") return `guardrail ${id} watches ${metric}, which only reports measure`;
  if (rule.kind === "sequential" && rule.relative && !known.quantile)
    return `guardrail ${id} has relative margins, which only a quantile of the catalogue may have`;
  return rule.kind === "threshold" && !canCross(known, rule.max, boundsOf(plan, metric))
    ? `guardrail ${id} can never fail: ${metric} cannot be beyond ${rule.max}`
    : null;
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
