import { clsx } from "clsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { formatNumber, formatShare } from "#components/ui/format-number.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import { Stated } from "#components/ui/state-pill.tsx";
import { Age } from "#components/ui/time.tsx";
import { evidenceLooks, type GuardrailRow } from "./rollout-view.ts";

type GuardrailTableProps = { rows: readonly GuardrailRow[]; baseVersion: string; version: string };

/** Each guardrail with everything its verdict rests on: levels, difference, interval, n, maturity, age. */
export function GuardrailTable({ rows, baseVersion, version }: GuardrailTableProps) {
  return (
    <Sheet title="Guardrails" provenance="only Pass lets a stage advance" flush>
      <DataTable
        caption="Guardrails"
        columns={guardrailColumns(baseVersion, version)}
        rows={rows}
        rowKey={(row) => row.id}
        empty={
          <EmptyState title="No verdict was given">
            It ended by hand before the plan decided anything.
          </EmptyState>
        }
      />
    </Sheet>
  );
}

function guardrailColumns(baseVersion: string, version: string): readonly Column<GuardrailRow>[] {
  return [
    {
      key: "metric",
      header: "Metric",
      cell: (row) => row.name,
      second: (row) => (
        <>
          {row.rule}
          {row.state !== "PASS" && row.reason && <span className="block text-ink-2">{row.reason}</span>}
        </>
      ),
    },
    {
      key: "baseline",
      header: baseVersion,
      align: "right",
      cell: (row) => <span className="whitespace-nowrap text-ink-2">{row.baseline ?? "–"}</span>,
    },
    {
      key: "candidate",
      header: version,
      align: "right",
      cell: (row) => <span className="font-medium whitespace-nowrap">{row.candidate ?? "–"}</span>,
    },
    {
      key: "difference",
      header: "Difference",
      align: "right",
      cell: (row) => row.difference ?? (row.interval ? "" : "–"),
      second: (row) => row.interval && <span className="whitespace-nowrap">{row.interval}</span>,
    },
    {
      key: "n",
      header: "n per arm",
      align: "right",
      cell: (row) => <span className="text-ink-2">{formatNumber(row.nCandidate)}</span>,
      second: (row) =>
        row.nBaseline === row.nCandidate ? null : (
          <span className="whitespace-nowrap">{formatNumber(row.nBaseline)} base</span>
        ),
    },
    {
      key: "mature",
      header: "Mature",
      align: "right",
      cell: (row) => <span className="text-ink-2">{formatShare(row.matureShare)}</span>,
    },
    {
      key: "age",
      header: "Age",
      align: "right",
      cell: (row) =>
        row.ageThen !== undefined ? (
          <span className="whitespace-nowrap text-ink-2">{row.ageThen}</span>
        ) : row.latestAt ? (
          <Age
            at={row.latestAt}
            className={clsx("whitespace-nowrap", row.state === "STALE" ? "text-hold" : "text-ink-2")}
          />
        ) : (
          <span className="text-ink-2">–</span>
        ),
    },
    {
      key: "state",
      header: "State",
      quietHeader: true,
      className: "sm:text-right",
      cell: (row) => <Stated look={evidenceLooks[row.state]} />,
    },
  ];
}
