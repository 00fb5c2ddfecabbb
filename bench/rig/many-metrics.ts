import { CATALOGUE, COUNTS_ANSWERS, IN_HISTOGRAMS } from "#lib/metrics/catalogue.ts";
import type { DeclaredMetric } from "#lib/metrics/declared.ts";
import type { Metric } from "#lib/metrics/metric.ts";
import type { Guardrail, Plan } from "#lib/releases/plan.ts";
import { metricOf } from "#lib/releases/plan-metrics.ts";

/** Of one task, as a plan's are. */
const WATCHED = CATALOGUE.filter(
  ({ known, task }) => known.when !== "report" && (task === "any" || task === "binary"),
);
const KINDS = ["share", "mean", "count", "ratio"] as const;

const declared = (at: number): DeclaredMetric => {
  const kind = KINDS[at % KINDS.length]!;
  return {
    id: `business-${at}`,
    title: `Business ${at}`,
    unit: kind === "share" ? "%" : null,
    better: "lower",
    kind,
    ...(kind === "share" ? {} : { bounds: { min: 0, max: 8 } }),
  };
};

const common = { minSamplesPerArm: 500, maxStalenessSeconds: 600, onFail: "roll-back" } as const;

/**
 * A plan that watches so many metrics: all of the catalogue, and declared ones of every kind. One is compared with none
 * allowed to be worse, which reads blocks; one by windows; every seventh against a limit; quantiles in per cent.
 */
export function planOfMany(metrics: number, extra: readonly Guardrail[] = []): Plan {
  const own = Array.from({ length: metrics - WATCHED.length }, (_, at) => declared(at));
  const ids = [...WATCHED, ...own].map(({ id }) => id);
  const guardrails = ids.map((id, at): Guardrail => {
    const metric = metricOf({ metrics: own }, id)!;
    return { ...common, id, title: metric.title, metric: id, rule: ruleOf(metric, at) };
  });
  const stage = {
    minSeconds: 3600,
    minSamplesPerArm: 500,
    deadlineSeconds: 30 * 86_400,
    onDeadline: "halt",
  } as const;
  return {
    guardrails: [...guardrails, ...extra],
    stages: [
      { ...stage, id: "tenth", name: "A tenth", kind: "canary", trafficPercent: 10 },
      { ...stage, id: "full", name: "Everyone", kind: "full", trafficPercent: 100 },
    ],
    metrics: own,
    alpha: 0.05,
    plannedSamples: 100_000,
    maturitySeconds: 1800,
    cohortSeconds: 60,
    holdoutPercent: 10,
    consecutiveErrorsMax: 5,
  };
}

export const SPLIT: Guardrail = {
  ...common,
  id: "split",
  title: "Split",
  rule: { kind: "sample-ratio" },
  onFail: "halt",
};

function ruleOf(metric: Metric, at: number): Guardrail["rule"] {
  if (metric.quantile) return { kind: "sequential", rollbackMargin: 10, advanceMargin: 20, relative: true };
  if (metric.id === COUNTS_ANSWERS) return { kind: "sequential", rollbackMargin: 0, advanceMargin: 0.01 };
  if (IN_HISTOGRAMS.has(metric.id)) return { kind: "threshold", max: 200, failure: { of: 20, k: 15 } };
  if (metric.kind === "share" && metric.better === "higher")
    return { kind: "sequential", rollbackMargin: 0.02, advanceMargin: 0.02 };
  if (at % 7 === 0)
    return { kind: "threshold", max: metric.kind === "share" ? 0.9 : 7, failure: "immediate" };
  return metric.kind === "share"
    ? { kind: "sequential", rollbackMargin: 0.01, advanceMargin: 0.02 }
    : { kind: "sequential", rollbackMargin: 0.2, advanceMargin: 0.3 };
}
