import { EmptyState } from "#components/ui/empty-state.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import type { Better } from "#lib/metrics/metric.ts";
import { directionText, metricTitle, valueText } from "./metric-words.ts";

/** One version's value of a metric with its 95 % interval; null where its report could not measure it. */
export type MetricPoint = { version: number; value: number | null; low: number | null; high: number | null };
export type MetricSeries = {
  metric: string;
  better: Better;
  dataset: string;
  points: readonly MetricPoint[];
};

/** How each metric moved from version to version, by the latest report of each; oldest left. */
export function MetricsAcross({ series }: { series: readonly MetricSeries[] }) {
  if (series.length === 0) {
    return (
      <Sheet title="Metrics across versions">
        <EmptyState title="No version has been evaluated">
          File a report with a version, bound to its digest, and its numbers stand here beside the others'.
        </EmptyState>
      </Sheet>
    );
  }
  return (
    <div className="grid grid-cols-1 gap-5 md:grid-cols-2">
      {series.map((one) => (
        <Sheet
          key={`${one.metric} ${one.dataset}`}
          title={metricTitle(one.metric)}
          provenance={`${one.dataset}, ${directionText(one)}`}
        >
          <Drawing series={one} />
          <Table series={one} />
        </Sheet>
      ))}
    </div>
  );
}

const height = 96;

function Drawing({ series: { points } }: { series: MetricSeries }) {
  const ends = points.flatMap(({ value, low, high }) => [value, low, high].filter((end) => end !== null));
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  const reach = most - least || Math.abs(most) || 1;
  const y = (value: number) => 10 + (1 - (value - least) / reach) * (height - 34);
  const x = (index: number) => `${((index + 0.5) / points.length) * 100}%`;
  return (
    <svg aria-hidden="true" className="block w-full" height={height}>
      <line x1="0" x2="100%" y1={height - 18} y2={height - 18} stroke="var(--line)" />
      {points.map(({ version, value, low, high }, index) => (
        <g key={version}>
          {low !== null && high !== null && (
            <line
              x1={x(index)}
              x2={x(index)}
              y1={y(low)}
              y2={y(high)}
              stroke="var(--accent)"
              strokeWidth="6"
              strokeLinecap="round"
              opacity=".25"
            />
          )}
          {value !== null && <circle cx={x(index)} cy={y(value)} r="4" fill="var(--accent)" />}
          <text x={x(index)} y={height - 4} textAnchor="middle" fontSize="11" fill="var(--ink-3)">
            v{version}
          </text>
        </g>
      ))}
    </svg>
  );
}

function Table({ series: { metric, points } }: { series: MetricSeries }) {
  return (
    <table className="mt-2 w-full text-xs tabular-nums">
      <caption className="sr-only">{metricTitle(metric)} by version</caption>
      <thead className="text-ink-3">
        <tr>
          <th scope="col" className="py-0.5 text-left font-medium">
            Version
          </th>
          <th scope="col" className="py-0.5 text-right font-medium">
            Value
          </th>
          <th scope="col" className="py-0.5 text-right font-medium">
            95 % interval
          </th>
        </tr>
      </thead>
      <tbody>
        {points.map(({ version, value, low, high }) => (
          <tr key={version} className="border-t border-line">
            <th scope="row" className="py-1 text-left font-normal">
              v{version}
            </th>
            <td className="py-1 text-right">{value === null ? "not measured" : valueText(metric, value)}</td>
            <td className="py-1 text-right text-ink-2">
              {low === null || high === null
                ? "no interval"
                : `[${valueText(metric, low)}, ${valueText(metric, high)}]`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
