import type { ReportSummary } from "#lib/registry/views/report.ts";
import type { VersionSummary } from "#lib/registry/views/version.ts";

type Measured = Pick<VersionSummary, "latestReport">;

/** The metric a list of versions is compared by: the first of the newest report; null where nothing was reported. */
export function headlineMetric(versions: readonly Measured[]): string | null {
  const newest = versions.find(({ latestReport }) => latestReport !== null);
  return newest?.latestReport?.metrics[0]?.metric ?? null;
}

/** What a report says of one metric; null where it could not measure it or does not hold it. */
export const measuredValue = (report: ReportSummary | null, metric: string | null): number | null =>
  report?.metrics.find((one) => one.metric === metric)?.value ?? null;
