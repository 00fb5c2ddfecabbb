import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { formatNumber } from "#components/ui/format-number.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import type { MeasuredMetric, MetricDelta } from "#lib/registry/evaluation.ts";
import { DeltaBar } from "./metric-table.tsx";
import { metricDecimals, metricTitle } from "./metric-words.ts";

export type SliceRow = {
  name: string;
  n: number;
  metric: MeasuredMetric | undefined;
  delta: MetricDelta | undefined;
};

type SliceTableProps = { title: string; metric: string; against: string | null; rows: readonly SliceRow[] };

/** One metric slice by slice, the most rows first. */
export function SliceTable({ title, metric, against, rows }: SliceTableProps) {
  const decimals = metricDecimals(metric);
  const ends = rows.flatMap(({ delta }) => [Math.abs(delta?.lower ?? 0), Math.abs(delta?.upper ?? 0)]);
  const reach = Math.max(...ends) || undefined;
  const columns: readonly Column<SliceRow>[] = [
    { key: "slice", header: "Slice", cell: (row) => row.name },
    {
      key: "n",
      header: "Rows",
      align: "right",
      cell: (row) => <span className="text-ink-2">{formatNumber(row.n)}</span>,
    },
    {
      key: "value",
      header: metricTitle(metric),
      align: "right",
      cell: (row) => formatNumber(row.metric?.value, decimals),
      second: (row) => (row.metric?.value === null ? row.metric.reason : null),
    },
    ...(against === null
      ? []
      : [
          {
            key: "change",
            header: `Change against ${against}; right is better`,
            className: "max-sm:col-span-2 sm:w-[52%]",
            cell: (row: SliceRow) => <DeltaBar delta={row.delta} reach={reach} />,
          },
        ]),
  ];
  return (
    <Sheet title={title} provenance={metricTitle(metric)} flush>
      <DataTable caption={title} columns={columns} rows={rows} rowKey={(row) => row.name} />
    </Sheet>
  );
}
