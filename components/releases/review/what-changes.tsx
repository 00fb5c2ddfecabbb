import type { ReactNode } from "react";
import { ChangeBar } from "#components/metrics/change-bar.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Stated } from "#components/ui/state-pill.tsx";
import type { MetricChange } from "./change-words.ts";

type WhatChangesProps = {
  changes: readonly MetricChange[];
  baseVersion: string | null;
  version: string;
  /** "signed by Data science, Product" */
  provenance?: ReactNode;
};

/** Every compared metric: its interval against its margins. */
export function WhatChanges({ changes, baseVersion, version, provenance }: WhatChangesProps) {
  const columns: readonly Column<MetricChange>[] = [
    { key: "metric", header: "Metric", cell: (change) => change.name, second: (change) => change.qualifier },
    {
      key: "live",
      header: baseVersion ? `Live ${baseVersion}` : "Live",
      align: "right",
      className: "sm:whitespace-nowrap",
      cell: (change) => <span className="text-ink-2">{change.baseline}</span>,
    },
    {
      key: "candidate",
      header: `Candidate ${version}`,
      align: "right",
      className: "sm:whitespace-nowrap",
      cell: (change) => <span className="font-medium">{change.candidate}</span>,
    },
    {
      key: "change",
      header: "Change, 95 % interval, against its margins; right is better",
      wide: true,
      className: "sm:w-[44%]",
      cell: ({ change, reason }) => <ChangeBar change={change} missing={reason} />,
    },
    {
      key: "verdict",
      header: "Verdict",
      quietHeader: true,
      className: "sm:text-right",
      cell: ({ change }) => <Stated look={change.look} />,
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
