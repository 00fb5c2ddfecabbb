import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Stated } from "#components/ui/state-pill.tsx";
import type { MeasuredMetric, MetricDelta } from "#lib/registry/evaluation.ts";
import { DeltaBar } from "./delta-bar.tsx";
import { directionText, metricTitle, valueText } from "./metric-words.ts";
import { reportChange } from "./report-change.ts";

type MetricTableProps = {
  title: string;
  /** On which data, by which pipeline. */
  provenance: string;
  metrics: readonly MeasuredMetric[];
  /** Differences on the same rows, of the version named `against`. */
  deltas: readonly MetricDelta[];
  against: string | null;
};

/** Every metric with its interval, and its change where the report compares. */
export function MetricTable({ title, provenance, metrics, deltas, against }: MetricTableProps) {
  const deltaOf = new Map(deltas.map((delta) => [delta.metric, delta]));
  const columns: readonly Column<MeasuredMetric>[] = [
    {
      key: "metric",
      header: "Metric",
      cell: (metric) => metricTitle(metric.metric),
      second: (metric) => `${directionText(metric)}, ${metric.method}`,
    },
    {
      key: "value",
      header: "Value",
      align: "right",
      cell: ({ metric, value, reason }) =>
        value === null ? <NotMeasured reason={reason} /> : valueText(metric, value),
      second: (metric) => intervalText(metric),
    },
    ...(against === null ? [] : changeColumns(against, deltaOf)),
  ];
  return (
    <Sheet title={title} provenance={provenance} flush>
      <DataTable
        caption={title}
        columns={columns}
        rows={metrics}
        rowKey={(metric) => metric.metric}
        empty={<EmptyState title="The report holds no metric over all rows" />}
      />
    </Sheet>
  );
}

/** Why there is no number, in place of the number. */
export function NotMeasured({ reason }: { reason: string | undefined }) {
  return <span className="text-xs text-ink-2">{reason ?? "not measured"}</span>;
}

function intervalText({ metric, value, lower, upper, nullP95 }: MeasuredMetric): string | null {
  if (value === null) return null;
  if (lower === null || upper === null) return "no interval";
  const chance = nullP95 === undefined ? "" : `, by chance up to ${valueText(metric, nullP95)}`;
  return `${valueText(metric, lower)} to ${valueText(metric, upper)}${chance}`;
}

function changeColumns(
  against: string,
  deltaOf: ReadonlyMap<string, MetricDelta>,
): readonly Column<MeasuredMetric>[] {
  return [
    {
      key: "change",
      header: `Change against ${against}, 95 % interval, usual margin red; right is better`,
      wide: true,
      className: "sm:w-[46%]",
      cell: ({ metric }) => <DeltaBar delta={deltaOf.get(metric)} />,
    },
    {
      key: "state",
      header: "State",
      quietHeader: true,
      className: "sm:text-right",
      cell: ({ metric }) => <DeltaState delta={deltaOf.get(metric)} />,
    },
  ];
}

/** What a difference says, in a word. */
export function DeltaState({ delta }: { delta: MetricDelta | undefined }) {
  return delta ? <Stated look={reportChange(delta).look} /> : null;
}
