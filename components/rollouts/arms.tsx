"use client";

import { useState } from "react";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { formatInterval, formatNumber } from "#components/ui/format-number.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import { Time } from "#components/ui/time.tsx";
import { ArmChart } from "./arm-chart.tsx";
import type { ArmSeries, StageBand } from "./rollout-view.ts";

type ArmsProps = {
  series: readonly ArmSeries[];
  bands: readonly StageBand[];
  baseVersion: string;
  version: string;
};

/** Both arms side by side, and the same numbers as tables one click away. */
export function Arms({ series, bands, baseVersion, version }: ArmsProps) {
  const [asTable, setAsTable] = useState(false);
  return (
    <Sheet
      title="Arms side by side"
      provenance={
        <>
          <LegendKey color="bg-baseline" text={`${baseVersion} baseline`} />
          <LegendKey color="bg-candidate" text={`${version} candidate`} />
          <button
            type="button"
            aria-pressed={asTable}
            onClick={() => setAsTable(!asTable)}
            className="min-h-6 font-medium text-accent hover:underline"
          >
            {asTable ? "Charts" : "Table"}
          </button>
        </>
      }
    >
      {series.length === 0 && (
        <EmptyState title="Nothing measured yet">
          Charts begin with the first predictions that are served.
        </EmptyState>
      )}
      <div className="grid gap-x-6 gap-y-5 md:grid-cols-2">
        {series.map((each) => (
          <figure key={each.id} className="min-w-0">
            <figcaption className="mb-1 flex items-baseline justify-between gap-3">
              <span className="text-sm font-medium">{each.name}</span>
              <span className="text-xs text-ink-3">{each.qualifier}</span>
            </figcaption>
            {asTable ? <ArmTable series={each} /> : <ArmChart series={each} bands={bands} />}
            {!asTable && <p className="sr-only">{inWords(each, baseVersion, version)}</p>}
          </figure>
        ))}
      </div>
    </Sheet>
  );
}

function LegendKey({ color, text }: { color: string; text: string }) {
  return (
    <span className="inline-flex items-center gap-1">
      <i aria-hidden="true" className={`inline-block h-0.5 w-4 ${color}`} />
      {text}
    </span>
  );
}

function ArmTable({ series }: { series: ArmSeries }) {
  const { decimals } = series;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <div tabIndex={0} className="max-h-64 overflow-auto rounded border border-line">
      <table className="w-full text-xs">
        <caption className="sr-only">{series.name} by time and arm</caption>
        <thead className="sticky top-0 bg-sunken text-ink-3">
          <tr>
            <th scope="col" className="px-2 py-1 text-left font-medium">
              At
            </th>
            <th scope="col" className="px-2 py-1 text-right font-medium">
              Baseline
            </th>
            <th scope="col" className="px-2 py-1 text-right font-medium">
              Candidate
            </th>
            <th scope="col" className="px-2 py-1 text-right font-medium">
              Candidate's band
            </th>
          </tr>
        </thead>
        <tbody className="tabular-nums">
          {series.points.map((point) => (
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

function inWords(series: ArmSeries, baseVersion: string, version: string): string {
  const last = series.points.findLast((point) => point.candidate !== null);
  const now = last
    ? `Latest: ${baseVersion} ${formatNumber(last.baseline, series.decimals)}, ${version} ${formatNumber(last.candidate, series.decimals)}.`
    : "Nothing measured for the candidate.";
  const limit = series.limit === null ? "" : ` The limit is ${formatNumber(series.limit, series.decimals)}.`;
  const breach = series.breachAt ? " The limit was breached." : "";
  return `${now}${limit}${breach} The table has every point.`;
}
