import { taskTitles, titleWithUnit } from "#components/metrics/metric-words.ts";
import { CATALOGUE } from "#lib/metrics/catalogue.ts";
import { crossing } from "#lib/metrics/direction.ts";
import type { Metric } from "#lib/metrics/metric.ts";
import type { Guardrail, GuardrailRule, Plan } from "#lib/releases/plan.ts";
import { metricOf } from "#lib/releases/plan-metrics.ts";

export type MetricOffer = { readonly title: string; readonly metrics: readonly Metric[] };

/** The metrics that no guardrail watches yet: the catalogue by task, of the plan's alone where it names one, then those the plan declares. */
export function offeredMetrics(
  plan: Pick<Plan, "metrics" | "guardrails" | "task">,
  catalogue: readonly Metric[] = CATALOGUE,
): MetricOffer[] {
  const watched = new Set(plan.guardrails.map(({ metric }) => metric));
  const unwatched = (metrics: readonly Metric[]) =>
    metrics.filter(({ id, known }) => known.when !== "report" && !watched.has(id));
  const fitting = ofTask(plan, catalogue);
  const tasks = Object.entries(taskTitles).map(([task, title]) => ({
    title,
    metrics: unwatched(fitting.filter((metric) => metric.task === task)),
  }));
  const declared = (plan.metrics ?? []).flatMap(({ id }) => metricOf(plan, id) ?? []);
  const own = { title: "Declared by this plan", metrics: unwatched(declared) };
  return [...tasks, own].filter(({ metrics }) => metrics.length > 0);
}

const ofTask = ({ task }: Pick<Plan, "task">, catalogue: readonly Metric[]): readonly Metric[] =>
  catalogue.filter((metric) => metric.task === "any" || task === undefined || metric.task === task);

/** Why no guardrail watches the metrics of the task that only reports measure; null where it has none. */
export function reportedOnly(plan: Pick<Plan, "task">): string | null {
  const titles = ofTask(plan, CATALOGUE).flatMap(({ title, known }) =>
    known.when === "report" ? [title] : [],
  );
  return titles.length === 0
    ? null
    : `${LIST.format(titles)} come with evaluation reports and their intervals. No test of them holds at every look, so no guardrail watches them.`;
}
const LIST = new Intl.ListFormat("en");

const common = { minSamplesPerArm: 1000, maxStalenessSeconds: 600 } as const;

/** A guardrail to start from; its author sets the numbers. */
export function newGuardrail(metric: Metric): Guardrail {
  return {
    ...common,
    id: metric.id,
    title: metric.title,
    metric: metric.id,
    rule: suggestedRule(metric),
    onFail: "roll-back",
  };
}

/** Only its author knows the scale of a declared metric or a forecast's error: margins start at the smallest valid ones. */
function suggestedRule({ suggested }: Metric): GuardrailRule {
  if (suggested === undefined) return { kind: "sequential", rollbackMargin: 0, advanceMargin: 0.01 };
  if ("rollbackMargin" in suggested) return { kind: "sequential", ...suggested };
  const { limit, windows } = suggested;
  return { kind: "threshold", max: limit, failure: windows === 1 ? "immediate" : { consecutive: windows } };
}

/** A wrong split is a fault of the serving system, not of the candidate, so it halts. */
export const SAMPLE_RATIO: Guardrail = {
  ...common,
  id: "sample-ratio",
  title: "Sample ratio",
  rule: { kind: "sample-ratio" },
  onFail: "halt",
};

/** The label of a threshold's field: the allowed side and the unit. */
export function limitLabel(metric: Metric | undefined): string {
  if (metric === undefined) return "Limit";
  const side = crossing(metric) === "exceeds" ? "At most" : "At least";
  return labelled(side, metric);
}

/** The label of a margin's field, with its unit. */
export const marginLabel = (label: string, metric: Metric | undefined): string =>
  metric === undefined ? label : labelled(label, metric);

/** Shares are entered as they are stored and signed. */
function labelled(label: string, metric: Metric): string {
  return metric.kind === "share" ? `${label}, 0 to 1` : titleWithUnit({ ...metric, title: label });
}
