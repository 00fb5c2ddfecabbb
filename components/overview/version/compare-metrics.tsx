import { DeltaBar } from "#components/registry/delta-bar.tsx";
import { DeltaState } from "#components/registry/metric-table.tsx";
import { directionText, metricTitle, valueText } from "#components/registry/metric-words.ts";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import type { VersionPageView } from "#lib/overview/views/version-page.ts";
import type { MeasuredMetric } from "#lib/registry/evaluation.ts";
import { type ComparedMetric, comparedMetrics, differentData } from "./compared-metrics.ts";

type CompareMetricsProps = { page: VersionPageView; other: VersionPageView };

/** Two versions metric by metric, with the change that was measured on the same rows. */
export function CompareMetrics({ page, other }: CompareMetricsProps) {
  const title = `v${page.version.number} against v${other.version.number}`;
  return (
    <>
      {differentData(page, other) && (
        <Notice tone="hold" title="Measured on different data.">
          {other.report?.dataset.name} and {page.report?.dataset.name}: the two columns are not comparable row
          by row.
        </Notice>
      )}
      <Sheet title={title} provenance="by the latest report of each" flush>
        <DataTable
          caption={title}
          columns={columnsFor(page.version.number, other.version.number)}
          rows={comparedMetrics(page, other)}
          rowKey={({ metric }) => metric}
          empty={<EmptyState title="Neither version has been evaluated" />}
        />
      </Sheet>
    </>
  );
}

const measuredText = (measured: MeasuredMetric | undefined, metric: string): string =>
  measured?.value == null ? (measured?.reason ?? "not measured") : valueText(metric, measured.value);

const columnsFor = (mine: number, other: number): readonly Column<ComparedMetric>[] => [
  {
    key: "metric",
    header: "Metric",
    cell: (row) => metricTitle(row.metric),
    second: (row) => directionText(row),
  },
  {
    key: "other",
    header: `v${other}`,
    align: "right",
    cell: (row) => <span className="text-ink-2">{measuredText(row.other, row.metric)}</span>,
  },
  { key: "mine", header: `v${mine}`, align: "right", cell: (row) => measuredText(row.mine, row.metric) },
  {
    key: "delta",
    header: "Change on the same rows, 95 % interval, usual margin red; right is better",
    wide: true,
    className: "sm:w-[46%]",
    cell: (row) => <DeltaBar delta={row.delta} />,
  },
  {
    key: "state",
    header: "State",
    quietHeader: true,
    className: "sm:text-right",
    cell: (row) => <DeltaState delta={row.delta} />,
  },
];
