import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { formatNumber } from "#components/ui/format-number.ts";
import { reachOf } from "#components/ui/interval-scale.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import { Stated } from "#components/ui/state-pill.tsx";
import { DeltaBar } from "./delta-bar.tsx";
import { type ComparedSlice, type Slices, WORST_COUNT, worstSlices } from "./evaluation-view.ts";
import { metricTitle } from "./metric-words.ts";
import { type Delta, reportChange } from "./report-change.ts";

type WorstSlicesProps = { slices: Slices; metric: string; against: string };

/** The slices that lose most, by name: where one looks first. */
export function WorstSlices({ slices, metric, against }: WorstSlicesProps) {
  const { worst, compared } = worstSlices(slices, metric);
  if (worst.length === 0) return null;
  const reach = reachIn(worst.map(({ delta }) => delta));
  const columns: readonly Column<ComparedSlice>[] = [
    { key: "slice", header: "Slice", cell: ({ name }) => name, second: ({ n }) => `${formatNumber(n)} rows` },
    {
      key: "change",
      header: `Change against ${against}, usual margin red; right is better`,
      wide: true,
      className: "sm:w-[60%]",
      cell: ({ delta }) => <DeltaBar delta={delta} reach={reach} />,
    },
    {
      key: "state",
      header: "State",
      quietHeader: true,
      className: "sm:text-right",
      cell: ({ delta }) => <Stated look={reportChange(delta).look} />,
    },
  ];
  return (
    <Sheet
      title={`${metricTitle(metric)}: the worst ${Math.min(WORST_COUNT, worst.length)} slices`}
      provenance={`of ${compared} compared, each interval at 95 %`}
      flush
    >
      <DataTable caption="Worst slices" columns={columns} rows={worst} rowKey={({ name }) => name} />
      <p className="border-t border-line py-2 text-xs text-ink-2">
        With {compared} comparisons some intervals lie beyond no change by chance alone. A state says better
        or worse only where that holds with the error shared among all slices.
      </p>
    </Sheet>
  );
}

/** Half the width of a scale that several differences of one metric share. */
export function reachIn(deltas: readonly (Delta | undefined)[]): number | undefined {
  const changes = deltas.flatMap((delta) => (delta ? [reportChange(delta)] : []));
  const gains = changes.flatMap(({ gain }) => (gain ? [gain] : []));
  return changes[0] && gains.length > 0 ? reachOf(gains, changes[0].margins) : undefined;
}
