import { clsx } from "clsx";
import { formatInterval, formatNumber } from "#components/ui/format-number.ts";
import { Time } from "#components/ui/time.tsx";
import type { ArmNames } from "../arm-names.ts";
import type { ChartSeries } from "./chart-series.ts";

type ArmTableProps = { series: ChartSeries; arms: ArmNames };

/** The same numbers as the chart, a row for each time. */
export function ArmTable({ series: { name, points, decimals }, arms }: ArmTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <div tabIndex={0} className="max-h-64 overflow-auto rounded border border-line">
      <table className="w-full text-xs">
        <caption className="sr-only">{name} by time and arm</caption>
        <thead className="sticky top-0 bg-sunken text-ink-3">
          <tr>
            {["At", arms.baseline, arms.candidate, `${arms.candidate}, 95 %`].map((header, index) => (
              <th
                key={header}
                scope="col"
                className={clsx("px-2 py-1 font-medium", index === 0 ? "text-left" : "text-right")}
              >
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="tabular-nums">
          {points.map((point) => (
            <tr key={point.at} className="border-t border-line">
              <th scope="row" className="px-2 py-1 text-left font-normal text-ink-2">
                <Time at={point.at} as="clock" />
              </th>
              <td className="px-2 py-1 text-right text-ink-2">{formatNumber(point.baseline, decimals)}</td>
              <td className="px-2 py-1 text-right">{formatNumber(point.candidate, decimals)}</td>
              <td className="px-2 py-1 text-right text-ink-3">
                {point.candidateLow === null
                  ? "–"
                  : formatInterval(point.candidateLow, point.candidateHigh, decimals).replaceAll("+", "")}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
