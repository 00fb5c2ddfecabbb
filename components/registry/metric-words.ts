import { titleWithUnit } from "#components/metrics/metric-words.ts";
import { catalogued } from "#lib/metrics/catalogue.ts";
import type { Better } from "#lib/metrics/metric.ts";

/** How a report's metric is called: by the catalogue; one outside it keeps its own name. */
export function metricTitle(metric: string): string {
  const row = catalogued(metric);
  return row ? titleWithUnit(row) : metric;
}

/** Digits after the point that a report's metric is read with. */
export const metricDecimals = (metric: string): number => catalogued(metric)?.decimals ?? 4;

/** Which way a report's metric is better, and who says so where the catalogue does not. */
export function directionText({
  metric,
  better,
}: {
  readonly metric: string;
  readonly better: Better;
}): string {
  const row = catalogued(metric);
  return row ? `${row.better} is better` : `${better} is better, says the report`;
}
