import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { formatNumber } from "#components/ui/format-number.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import type { MeasuredMetric } from "#lib/registry/evaluation.ts";
import { DeltaBar } from "./delta-bar.tsx";
import { NotMeasured } from "./metric-table.tsx";
import { metricTitle, valueText } from "./metric-words.ts";
import type { Delta } from "./report-change.ts";
import { reachIn } from "./worst-slices.tsx";

export type SliceRow = {
  name: string;
  n: number;
  /** What this version scored. */
  value: Pick<MeasuredMetric, "value" | "reason"> | undefined;
  delta: Delta | undefined;
};

type SliceTableProps = { title: string; metric: string; against: string | null; rows: readonly SliceRow[] };

/** One metric slice by slice, the most rows first. */
export function SliceTable({ title, metric, against, rows }: SliceTableProps) {
  const reach = reachIn(rows.map(({ delta }) => delta));
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
      cell: ({ value }) =>
        value?.value == null ? <NotMeasured reason={value?.reason} /> : valueText(metric, value.value),
    },
    ...(against === null
      ? []
      : [
          {
            key: "change",
            header: `Change against ${against}, usual margin red; right is better`,
            wide: true,
            className: "sm:w-[52%]",
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
