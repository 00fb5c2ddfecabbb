import type { Better, Metric } from "#lib/metrics/metric.ts";

/** "Latency, ms": a title where numbers are written without their unit. */
export function titleWithUnit({ title, unit, kind }: Pick<Metric, "title" | "unit" | "kind">): string {
  return unit === null || kind === "share" ? title : `${title}, ${unit}`;
}

export const betterText = (better: Better): string => `${better} is better`;

/** What one row of a metric's evidence is called. */
export function rowsText({ known }: Pick<Metric, "known">): string {
  if (known.when === "outcome") return "outcomes";
  return known.when === "answer" ? "answers" : "readings";
}

/** For which models a metric is offered. */
export const taskTitles: Readonly<Record<Metric["task"], string>> = {
  any: "Every model",
  binary: "Binary classification",
  "multi-class": "Multi-class classification",
  regression: "Regression",
  ranking: "Ranking",
};
