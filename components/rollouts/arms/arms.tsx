"use client";

import { useState } from "react";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import type { ArmNames } from "../arm-names.ts";
import { ArmChart } from "./arm-chart.tsx";
import { ArmTable } from "./arm-table.tsx";
import { type ChartSeries, chartText } from "./chart-series.ts";
import type { StageBand } from "./stage-bands.ts";

type ArmsProps = {
  series: readonly ChartSeries[];
  bands: readonly StageBand[];
  arms: ArmNames;
};

/** Both arms side by side, and the same numbers as tables one click away. */
export function Arms({ series, bands, arms }: ArmsProps) {
  const [asTable, setAsTable] = useState(false);
  return (
    <Sheet
      title="Arms side by side"
      provenance={
        <>
          <LegendKey color="bg-baseline" text={`${arms.baseline} baseline`} />
          <LegendKey color="bg-candidate" text={`${arms.candidate} candidate`} />
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
        <EmptyState title="No data yet">Charts start with the first predictions served.</EmptyState>
      )}
      <div className="grid gap-x-6 gap-y-5 md:grid-cols-2">
        {series.map((each) => (
          <figure key={each.id} className="min-w-0">
            <figcaption className="mb-1 flex items-baseline justify-between gap-3">
              <span className="text-sm font-medium">{each.name}</span>
              <span className="text-xs text-ink-3">{each.qualifier}</span>
            </figcaption>
            {asTable ? <ArmTable series={each} arms={arms} /> : <ArmChart series={each} bands={bands} />}
            {!asTable && <p className="sr-only">{chartText(each, arms)}</p>}
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
