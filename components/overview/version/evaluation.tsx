import {
  type Comparison,
  chosenComparison,
  singleSlices,
  sliceName,
} from "#components/registry/evaluation-view.ts";
import { MetricTable } from "#components/registry/metric-table.tsx";
import { type SliceRow, SliceTable } from "#components/registry/slice-table.tsx";
import { WorstSlices } from "#components/registry/worst-slices.tsx";
import { formatNumber } from "#components/ui/format-number.ts";
import type { VersionPageView } from "#lib/overview/views/version-page.ts";
import type { EvaluationContent } from "#lib/registry/evaluation.ts";
import { AllReports } from "./all-reports.tsx";
import { liveVersion } from "./live-version.ts";
import { MetricPicker } from "./metric-picker.tsx";
import { SliceChange } from "./slice-change.tsx";

type EvaluationProps = { page: VersionPageView; metric: string | undefined };

/** One report whole: every metric with its interval, the change against another version, slice by slice. */
export function Evaluation({ page, metric: asked }: EvaluationProps) {
  const { report, version } = page;
  if (!report) return <SliceChange page={page} />;
  const comparison = chosenComparison(report.content, [liveVersion(page), version.parent?.number]);
  const against = comparison ? `v${comparison.against.version}` : null;
  const metric = report.metrics.find((one) => one.metric === asked)?.metric ?? report.metrics[0]?.metric;
  const rows = metric ? sliceRows(report.content, comparison, metric) : [];
  return (
    <>
      <MetricTable
        title={`${report.pipeline}: all rows`}
        provenance={`${report.dataset.name}, ${formatNumber(report.rows)} rows`}
        metrics={report.metrics}
        deltas={comparison?.metrics ?? []}
        against={against}
      />
      <MetricPicker page={page} metrics={report.metrics.map((one) => one.metric)} current={metric} />
      {metric && comparison && against && (
        <WorstSlices slices={comparison.slices} metric={metric} against={against} />
      )}
      <SliceChange page={page} metric={metric} />
      {metric && rows.length > 0 && (
        <SliceTable title="Other slices" metric={metric} against={against} rows={rows} />
      )}
      <AllReports page={page} />
    </>
  );
}

/** The slices named by one part alone, each with one metric and its change. */
export function sliceRows(
  content: Pick<EvaluationContent, "slices">,
  comparison: Comparison | null,
  metric: string,
): SliceRow[] {
  const of = <T extends { metric: string }>(metrics: readonly T[] | undefined) =>
    metrics?.find((one) => one.metric === metric);
  return singleSlices(content.slices).map(({ slice, n, metrics }) => {
    const name = sliceName(slice);
    const compared = comparison?.slices.find((one) => sliceName(one.slice) === name);
    return { name, n, value: of(metrics), delta: of(compared?.metrics) };
  });
}
