import type { ReactNode } from "react";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { formatInterval, formatNumber, formatSigned } from "#components/ui/format-number.ts";
import { IntervalBar } from "#components/ui/interval-bar.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Stated, type StateLook } from "#components/ui/state-pill.tsx";
import type { ChangeVerdict, MetricChange } from "./metric-change.ts";

type WhatChangesProps = {
  changes: readonly MetricChange[];
  baseVersion: string | null;
  version: string;
  /** "signed by Data science, Product" */
  provenance?: ReactNode;
};

/** Every compared metric: its interval against the agreed margin. */
export function WhatChanges({ changes, baseVersion, version, provenance }: WhatChangesProps) {
  const columns: readonly Column<MetricChange>[] = [
    { key: "metric", header: "Metric", cell: (change) => change.name, second: (change) => change.qualifier },
    {
      key: "live",
      header: baseVersion ? `Live ${baseVersion}` : "Live",
      align: "right",
      cell: (change) => <span className="text-ink-2">{formatNumber(change.baseline, change.decimals)}</span>,
    },
    {
      key: "candidate",
      header: `Candidate ${version}`,
      align: "right",
      cell: (change) => (
        <span className="font-medium">{formatNumber(change.candidate, change.decimals)}</span>
      ),
    },
    {
      key: "change",
      header: "Change, 95 % interval, against the agreed margin",
      wide: true,
      className: "sm:w-[44%]",
      cell: (change) => <ChangeCell change={change} />,
    },
    {
      key: "verdict",
      header: "Verdict",
      quietHeader: true,
      className: "sm:text-right",
      cell: (change) => <Stated look={verdictLooks[change.verdict]} />,
    },
  ];
  return (
    <Sheet title="What changes against what is live" provenance={provenance} flush>
      <DataTable
        caption="Metrics of the candidate against what is live"
        columns={columns}
        rows={changes}
        rowKey={(change) => change.id}
        empty={
          <EmptyState title="Nothing to compare yet">
            No evaluation report compares this version with what is live. File one, or have the pipeline file
            it.
          </EmptyState>
        }
      />
    </Sheet>
  );
}

function ChangeCell({ change }: { change: MetricChange }) {
  const { interval, decimals } = change;
  return (
    <span className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-3">
      <IntervalBar
        interval={interval}
        margin={change.margin}
        better={change.better}
        tone={verdictLooks[change.verdict].tone}
        decimals={decimals}
      />
      <span className="w-[104px] text-right text-2xs leading-4 tabular-nums text-ink-2">
        {interval ? (
          <>
            <span className="block font-medium">{formatSigned(interval.estimate, decimals)}</span>
            <span className="block text-ink-3">{formatInterval(interval.low, interval.high, decimals)}</span>
          </>
        ) : (
          <span className="text-ink-3">not measured</span>
        )}
      </span>
    </span>
  );
}

const verdictLooks: Record<ChangeVerdict, StateLook> = {
  better: { word: "Better", tone: "pass" },
  within: { word: "Within margin", tone: "pass" },
  undecided: { word: "Undecided", tone: "hold" },
  worse: { word: "Worse", tone: "fail" },
  "no-data": { word: "No data", tone: "none" },
};
