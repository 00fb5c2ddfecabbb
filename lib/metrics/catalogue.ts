import { type Better, type Metric, quality } from "./metric.ts";
import { MULTI_CLASS } from "./multi-class-metrics.ts";
import { RANKING } from "./ranking-metrics.ts";
import { REGRESSION } from "./regression-metrics.ts";
import { SCORE_FLOOR } from "./score-floor.ts";

/** Known with the answer, by the metric whose quantile it is. */
const OF_ANOTHER = { when: "answer", value: () => null } as const;

/** A share of a class, whose size is chance: no test of such a ratio holds at every look. */
const classed = <const Id extends "precision" | "recall">(id: Id, title: string) =>
  ({
    id,
    title,
    noun: id,
    unit: null,
    better: "higher",
    kind: "ratio",
    known: { when: "report" },
    task: "binary",
    decimals: 4,
    later: true,
    tolerated: 0.01,
  }) as const;

/** The metrics of the system. A new metric is a new row. */
const ROWS = [
  {
    id: "log-loss",
    title: "Log-loss",
    noun: "log-loss",
    unit: null,
    better: "lower",
    kind: "mean",
    known: quality(
      "binary",
      (score, label) => -Math.log(Math.max(SCORE_FLOOR, label === 1 ? score : 1 - score)),
    ),
    task: "binary",
    range: { min: 0, max: -Math.log(SCORE_FLOOR) },
    decimals: 4,
    suggested: { rollbackMargin: 0.01, advanceMargin: 0.02 },
  },
  {
    id: "brier",
    title: "Brier score",
    noun: "the Brier score",
    unit: null,
    better: "lower",
    kind: "mean",
    known: quality("binary", (score, label) => (score - label) ** 2),
    task: "binary",
    range: { min: 0, max: 1 },
    decimals: 4,
    suggested: { rollbackMargin: 0.005, advanceMargin: 0.01 },
  },
  {
    id: "accuracy",
    title: "Accuracy",
    noun: "accuracy",
    unit: "%",
    better: "higher",
    kind: "share",
    known: quality("binary", (score, label) => (score >= 0.5 === (label === 1) ? 1 : 0)),
    task: "binary",
    decimals: 4,
    suggested: { rollbackMargin: 0.01, advanceMargin: 0.02 },
  },
  {
    id: "error-rate",
    title: "Error rate",
    noun: "the error rate",
    unit: "%",
    better: "lower",
    kind: "share",
    known: { when: "answer", value: ({ failed }) => (failed ? 1 : 0) },
    task: "any",
    decimals: 4,
    suggested: { limit: 0.005, windows: 1 },
  },
  {
    id: "latency-ms",
    title: "Latency",
    noun: "latency",
    unit: "ms",
    better: "lower",
    kind: "mean",
    known: { when: "answer", value: ({ latencyMs }) => latencyMs },
    task: "any",
    decimals: 1,
    suggested: { limit: 100, windows: 3 },
  },
  {
    id: "latency-p50",
    title: "Latency p50",
    noun: "latency p50",
    unit: "ms",
    better: "lower",
    kind: "quantile",
    quantile: { of: "latency-ms", p: 0.5 },
    later: true,
    known: OF_ANOTHER,
    task: "any",
    decimals: 1,
    suggested: { rollbackMargin: 5, advanceMargin: 20, relative: true },
  },
  {
    id: "latency-p95",
    title: "Latency p95",
    noun: "latency p95",
    unit: "ms",
    better: "lower",
    kind: "quantile",
    quantile: { of: "latency-ms", p: 0.95 },
    later: true,
    known: OF_ANOTHER,
    task: "any",
    decimals: 1,
    suggested: { rollbackMargin: 5, advanceMargin: 25, relative: true },
  },
  {
    id: "latency-p99",
    title: "Latency p99",
    noun: "latency p99",
    unit: "ms",
    better: "lower",
    kind: "quantile",
    quantile: { of: "latency-ms", p: 0.99 },
    later: true,
    known: OF_ANOTHER,
    task: "any",
    decimals: 1,
    suggested: { rollbackMargin: 10, advanceMargin: 50, relative: true },
  },
  {
    id: "auc",
    title: "AUC",
    noun: "AUC",
    unit: null,
    better: "higher",
    kind: "ratio",
    known: { when: "report" },
    task: "binary",
    decimals: 4,
    tolerated: 0.01,
  },
  {
    id: "ece",
    title: "Calibration error",
    noun: "the calibration error",
    unit: null,
    better: "lower",
    kind: "mean",
    known: { when: "report" },
    task: "binary",
    decimals: 4,
    tolerated: 0.01,
  },
  classed("precision", "Precision"),
  classed("recall", "Recall"),
  ...MULTI_CLASS,
  ...REGRESSION,
  ...RANKING,
] as const satisfies readonly Metric[];

export type CatalogueMetric = (typeof ROWS)[number]["id"];
export type CatalogueRow = Metric & { readonly id: CatalogueMetric };

export const CATALOGUE: readonly CatalogueRow[] = ROWS;

/** Every answer counts in it exactly once. */
export const COUNTS_ANSWERS: CatalogueMetric = "error-rate";
/** Every binary outcome of a successful answer counts in it exactly once. */
export const COUNTS_OUTCOMES: CatalogueMetric = "log-loss";
/** The metric that summarises a calibration table. */
export const CALIBRATION_ERROR: CatalogueMetric = "ece";
/** A proper score that is also measured on live outcomes, so it compares offline with live. */
export const HEADLINE: CatalogueMetric = "log-loss";

/** The metrics whose values are also counted in histograms, because a quantile of theirs is judged. */
export const IN_HISTOGRAMS: ReadonlySet<string> = new Set(
  CATALOGUE.flatMap(({ quantile }) => (quantile ? [quantile.of] : [])),
);

const byId: ReadonlyMap<string, CatalogueRow> = new Map(CATALOGUE.map((row) => [row.id, row]));

/** The row with this id, if any: reports may name metrics outside the catalogue. */
export function catalogued(id: CatalogueMetric): CatalogueRow;
export function catalogued(id: string): CatalogueRow | undefined;
export function catalogued(id: string): CatalogueRow | undefined {
  return byId.get(id);
}

/** The better direction of a report's metric: from the catalogue, else as the report declares it. */
export function betterOf({ metric, better }: { readonly metric: string; readonly better: Better }): Better {
  return catalogued(metric)?.better ?? better;
}

/** The worsening of a report's metric that usually counts as none, where no plan says more; null where nobody said. */
export function toleratedOf(metric: string): number | null {
  const row = catalogued(metric);
  const suggested = row?.suggested;
  const inItsUnit = suggested && "advanceMargin" in suggested && !suggested.relative;
  return inItsUnit ? suggested.advanceMargin : (row?.tolerated ?? null);
}

/** A report's metric as the catalogue defines it; one outside it is a number in no unit, under its own name. */
export function metricOfReport({
  metric,
  better,
}: {
  readonly metric: string;
  readonly better: Better;
}): Metric {
  const unknown = { id: metric, title: metric, noun: metric, unit: null, better, kind: "mean" } as const;
  return catalogued(metric) ?? { ...unknown, known: { when: "report" }, task: "any", decimals: 4 };
}
