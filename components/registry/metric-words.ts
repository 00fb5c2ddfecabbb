import { levelText } from "#components/metrics/metric-numbers.ts";
import { betterText } from "#components/metrics/metric-words.ts";
import { catalogued, metricOfReport } from "#lib/metrics/catalogue.ts";
import type { Better } from "#lib/metrics/metric.ts";

type Reported = { readonly metric: string; readonly better: Better };

/** How a report's metric is called: by the catalogue; one outside it keeps its own name. */
export const metricTitle = (metric: string): string => catalogued(metric)?.title ?? metric;

/** A report's number with its unit; null is named by whoever shows it. */
export const valueText = (metric: string, value: number): string =>
  levelText(metricOfReport({ metric, better: "higher" }), value);

/** Which way a report's metric is better, and who says so where the catalogue does not. */
export function directionText({ metric, better }: Reported): string {
  const row = catalogued(metric);
  return row ? betterText(row.better) : `${betterText(better)}, says the report`;
}
