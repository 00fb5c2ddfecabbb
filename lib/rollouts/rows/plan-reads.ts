import { COUNTS_ANSWERS } from "#lib/metrics/catalogue.ts";
import { type Metric, rowsOf } from "#lib/metrics/metric.ts";
import type { Guardrail, Plan } from "#lib/releases/plan.ts";
import { metricOfGuardrail } from "#lib/releases/plan-metrics.ts";
import { readsBlocks } from "#lib/rollouts/harm.ts";
import { readsStretches } from "#lib/rollouts/late-harm.ts";
import { readsWindows } from "#lib/rollouts/rules.ts";

/** A guardrail that watches a metric, with its definition. */
export type Measured = Omit<Guardrail, "metric"> & { readonly metric: Metric };

/** What the guardrails of a plan are judged by: metrics, each once. */
export type PlanReads = {
  readonly guardrails: readonly Measured[];
  /** Whose rows are summed. */
  readonly rows: readonly string[];
  /** Known with outcomes. */
  readonly quality: readonly string[];
  /** The shortest time for which any of these stays fresh; infinite where there is none. */
  readonly qualitySeconds: number;
  /** Counted by bin. */
  readonly histograms: readonly string[];
  /** Read window by window. */
  readonly windows: readonly string[];
  /** Read by blocks of events. */
  readonly blocks: readonly string[];
  /** In which a harm that began late is looked for. */
  readonly stretches: readonly string[];
};

const known = new WeakMap<Plan, PlanReads>();

/** Worked out once for a plan: its stages are looked at every second. */
export function readsOf(plan: Plan): PlanReads {
  const found = known.get(plan) ?? readsIn(plan);
  known.set(plan, found);
  return found;
}

function readsIn(plan: Plan): PlanReads {
  const guardrails = plan.guardrails.flatMap((guardrail): Measured[] => {
    const metric = metricOfGuardrail(plan, guardrail);
    return metric ? [{ ...guardrail, metric }] : [];
  });
  const quality = guardrails.filter(({ metric }) => metric.known.when === "outcome");
  const idsWhere = (of: (one: Measured) => boolean) => [
    ...new Set(guardrails.filter(of).map(({ metric }) => metric.id)),
  ];
  return {
    guardrails,
    rows: [...new Set([COUNTS_ANSWERS, ...guardrails.map(({ metric }) => rowsOf(metric))])],
    quality: quality.map(({ metric }) => metric.id),
    qualitySeconds: Math.min(...quality.map(({ maxStalenessSeconds }) => maxStalenessSeconds)),
    histograms: [
      ...new Set(guardrails.flatMap(({ metric: { quantile } }) => (quantile ? [quantile.of] : []))),
    ],
    windows: idsWhere(({ rule }) => readsWindows(rule)),
    blocks: idsWhere(({ rule, metric }) => readsBlocks(rule, metric)),
    stretches: idsWhere(({ rule, metric }) => readsStretches(rule, metric)),
  };
}
