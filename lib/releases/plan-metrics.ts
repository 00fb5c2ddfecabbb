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

/** The metric a guardrail watches, in the range it gives; none where it watches the traffic split. */
export function metricOfGuardrail(
  plan: Declares,
  { metric, range }: Pick<Guardrail, "metric" | "range">,
): Metric | undefined {
  const known = metric === undefined ? undefined : metricOf(plan, metric);
  return known && range ? { ...known, range } : known;
}

/** Whether a guardrail may give the metric a range: a forecast's errors have none, and a declared metric has bounds. */
export const takesRange = ({ known, kind, task, range }: Metric): boolean =>
  known.when === "outcome" && task !== "any" && kind !== "share" && range === undefined;

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
export function metricFaults(plan: Declares & Pick<Plan, "guardrails" | "task">): string[] {
  const ids = (plan.metrics ?? []).map(({ id }) => id);
  const faults = new Set(ids).size < ids.length ? ["two declared metrics have the same id"] : [];
  return [...faults, ...plan.guardrails.flatMap((guardrail) => faultOf(plan, guardrail) ?? [])];
}

function faultOf(plan: Declares & Pick<Plan, "guardrails" | "task">, guardrail: Guardrail): string | null {
  const { id, metric, rule } = guardrail;
  if (metric === undefined) return null;
  const known = metricOf(plan, metric);
  if (!known)
    return `guardrail ${id} watches ${metric}, which is neither in the catalogue nor declared by the plan`;
  if (known.known.when === "report")
    return `guardrail ${id} watches ${metric}, which only reports measure: no test of it holds at every look`;
  const unfit = taskFault(plan, guardrail, known) ?? rangeFault(plan, guardrail, known);
  if (unfit !== null) return unfit;
  if (rule.kind === "sequential" && rule.relative && !known.quantile)
    return `guardrail ${id} has relative margins, which only a quantile of the catalogue may have`;
  return rule.kind === "threshold" && !canCross(known, rule.max, boundsOf(plan, metric))
    ? `guardrail ${id} can never fail: ${metric} cannot be beyond ${rule.max}`
    : null;
}

function taskFault({ task }: Pick<Plan, "task">, { id, metric }: Guardrail, known: Metric): string | null {
  return task === undefined || known.task === "any" || known.task === task
    ? null
    : `guardrail ${id} watches ${metric}, which is measured of ${known.task} answers: the plan's task is ${task}`;
}

function rangeFault(
  { guardrails }: Pick<Plan, "guardrails">,
  { id, metric, range }: Guardrail,
  known: Metric,
): string | null {
  if (range === undefined) return null;
  if (!takesRange(known))
    return `guardrail ${id} gives ${metric} a range, which it has already or cannot have`;
  const other = guardrails.find(
    (each) =>
      each.metric === metric && each.range && (each.range.min !== range.min || each.range.max !== range.max),
  );
  return other ? `guardrails ${id} and ${other.id} give ${metric} different ranges` : null;
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
