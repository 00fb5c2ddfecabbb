import type { VersionSummary } from "#lib/registry/views/version.ts";
import type { MetricSeries } from "./metrics-across.tsx";

/**
 * Every metric measured on one dataset, version by version, oldest first. Numbers measured on different data are
 * never put on one line.
 */
export function metricSeries(versions: readonly VersionSummary[]): MetricSeries[] {
  const series = new Map<string, MetricSeries & { points: MetricSeries["points"][number][] }>();
  for (const { number, latestReport } of versions.toReversed()) {
    for (const { metric, better, value, lower, upper } of latestReport?.metrics ?? []) {
      const dataset = latestReport!.dataset;
      const key = `${metric} ${dataset.digest}`;
      const one = series.get(key) ?? { metric, better, dataset: dataset.name, points: [] };
      one.points.push({ version: number, value, low: lower, high: upper });
      series.set(key, one);
    }
  }
  return [...series.values()];
}
