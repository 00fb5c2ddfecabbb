import { CATALOGUE, catalogued } from "#lib/metrics/catalogue.ts";
import type { Metric } from "#lib/metrics/metric.ts";
import { comparing, marginOf } from "./margins.ts";
import { type Guardrail, type Plan, planSchema } from "./plan.ts";
import { metricOfGuardrail } from "./plan-metrics.ts";

/** A plan as it may be written today. Plans that were signed before a rule existed stay valid by `planSchema`. */
export const newPlan = planSchema.check(({ issues, value }) => {
  for (const [field, messages] of [
    ["stages", loosenedMargins(value)],
    ["guardrails", value.guardrails.flatMap((guardrail) => unprovable(value, guardrail) ?? [])],
    ["metrics", (value.metrics ?? []).flatMap(({ id }) => takenId(id) ?? [])],
  ] as const)
    for (const message of messages) issues.push({ code: "custom", message, input: value, path: [field] });
});

/**
 * Why the guardrail would judge what it cannot prove, as a sentence: a few slow answers decide a mean that has no bound,
 * and a window has too few rows for the end of a tail.
 */
function unprovable(plan: Plan, guardrail: Guardrail): string | null {
  const { id, metric, rule } = guardrail;
  const watched = metricOfGuardrail(plan, guardrail);
  const quantiles = CATALOGUE.filter(({ quantile }) => quantile?.of === metric).map((row) => row.id);
  if (rule.kind === "sequential" && quantiles.length > 0)
    return `guardrail ${id} compares the mean of ${metric}, which a few slow answers decide: watch ${quantiles.join(", ")} instead`;
  if (rule.kind === "sequential" && watched && isUnbounded(watched))
    return `guardrail ${id} compares the mean of ${metric}, whose values have no range, so that a few decide it: ${WAYS_OUT[watched.task === "any" ? "declared" : "catalogued"]}`;
  const counts = rule.kind === "threshold" && rule.failure !== "immediate";
  return counts && watched?.quantile
    ? `guardrail ${id} counts windows of a quantile: let it fail at once, when its limit is proven to be crossed`
    : null;
}

const WAYS_OUT = {
  declared: "declare bounds with min and max for it under metrics, or watch a limit",
  catalogued: "give the guardrail a range with min and max, or watch a limit",
} as const;

/** Whether nothing bounds the values that a mean is of. */
const isUnbounded = ({ kind, quantile, range }: Metric): boolean =>
  kind !== "share" && quantile === undefined && range === undefined;

function takenId(id: string): string | null {
  return catalogued(id) ? `${id} must not be the id of a catalogue metric` : null;
}

/** Stages that allow more harm than the one before them, as sentences: more exposure never earns a wider margin. */
function loosenedMargins(plan: Plan): string[] {
  return comparing(plan).flatMap((guardrail) =>
    plan.stages.flatMap((stage, index) => {
      const before = plan.stages[index - 1];
      if (before === undefined) return [];
      const [allowed, now] = [marginOf(before, guardrail), marginOf(stage, guardrail)];
      if (now <= allowed) return [];
      return [
        `${stage.name} advances at a wider margin of ${guardrail.id} (${now}) than ${before.name} (${allowed})`,
      ];
    }),
  );
}
