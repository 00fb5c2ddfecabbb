import type { VersionSummary } from "#lib/registry/views/version.ts";

type Measured = Pick<VersionSummary, "latestReport">;

/** The metric a list of versions is compared by: the first of the newest report; null where nothing was reported. */
export function headlineMetric(versions: readonly Measured[]): string | null {
  const newest = versions.find(({ latestReport }) => latestReport !== null);
  return newest?.latestReport?.metrics[0]?.metric ?? null;
}

/** A version's value of one metric, by its latest report; null where that does not hold it. */
export function measuredValue({ latestReport }: Measured, metric: string | null): number | null {
  return latestReport?.metrics.find((one) => one.metric === metric)?.value ?? null;
}
