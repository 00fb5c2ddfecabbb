import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { formatInterval, formatNumber, formatSigned } from "#components/ui/format-number.ts";
import { IntervalBar } from "#components/ui/interval-bar.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import type { Tone } from "#components/ui/tone.ts";
import { betterOf } from "#lib/metrics/catalogue.ts";
import type { MeasuredMetric, MetricDelta } from "#lib/registry/evaluation.ts";
import { directionText, metricDecimals, metricTitle } from "./metric-words.ts";

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
      cell: (metric) => formatNumber(metric.value, metricDecimals(metric.metric)),
      second: (metric) => intervalText(metric),
    },
    ...(against === null ? [] : [changeColumn(against, deltaOf)]),
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

function intervalText({ metric, lower, upper, reason, nullP95 }: MeasuredMetric): string {
  if (lower === null || upper === null) return reason ?? "no interval";
  const decimals = metricDecimals(metric);
  const chance = nullP95 === undefined ? "" : `, by chance up to ${formatNumber(nullP95, decimals)}`;
  return `${formatNumber(lower, decimals)} to ${formatNumber(upper, decimals)}${chance}`;
}

function changeColumn(against: string, deltaOf: ReadonlyMap<string, MetricDelta>): Column<MeasuredMetric> {
  return {
    key: "change",
    header: `Change against ${against}, 95 % interval; right is better`,
    className: "max-sm:col-span-2 sm:w-[52%]",
    cell: ({ metric }) => <DeltaBar delta={deltaOf.get(metric)} />,
  };
}

type DeltaBarProps = {
  delta: MetricDelta | undefined;
  /** Half the width of the scale, where bars of one metric stand under each other. */
  reach?: number | undefined;
};

/** A difference as a drawing and in figures; hatched where it was not measured. */
export function DeltaBar({ delta, reach }: DeltaBarProps) {
  const measured = delta && delta.difference !== null && delta.lower !== null && delta.upper !== null;
  const decimals = metricDecimals(delta?.metric ?? "");
  return (
    <span className="flex items-center gap-3">
      <span className="min-w-20 flex-1">
        <IntervalBar
          interval={measured ? { estimate: delta.difference!, low: delta.lower!, high: delta.upper! } : null}
          margin={null}
          better={delta ? betterOf(delta) : "higher"}
          tone={delta ? deltaTone(delta) : "none"}
          decimals={decimals}
          reach={reach}
        />
      </span>
      <span className="w-44 shrink-0 text-right text-xs whitespace-nowrap text-ink-2 tabular-nums max-sm:w-auto">
        {measured
          ? `${formatSigned(delta.difference, decimals)} ${formatInterval(delta.lower, delta.upper, decimals)}`
          : (delta?.reason ?? "not compared")}
      </span>
    </span>
  );
}

/** Green or red only where the whole interval lies on one side of nothing. */
export function deltaTone(delta: MetricDelta): Tone {
  const { lower, upper } = delta;
  if (lower === null || upper === null) return "none";
  if (lower <= 0 && upper >= 0) return "hold";
  return lower > 0 === (betterOf(delta) === "higher") ? "pass" : "fail";
}
