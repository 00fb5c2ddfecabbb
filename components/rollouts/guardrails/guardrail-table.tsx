import { clsx } from "clsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { formatNumber, formatShare } from "#components/ui/format-number.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import { Stated } from "#components/ui/state-pill.tsx";
import { Age } from "#components/ui/time.tsx";
import type { ArmNames } from "../arm-names.ts";
import { evidenceLooks } from "../rollout-looks.ts";
import type { GuardrailRow } from "./guardrail-rows.ts";

type GuardrailTableProps = { rows: readonly GuardrailRow[]; arms: ArmNames };

/** Each guardrail with everything its verdict rests on: levels, difference, interval, n, maturity, age. */
export function GuardrailTable({ rows, arms }: GuardrailTableProps) {
  return (
    <Sheet title="Guardrails" provenance="only Pass advances" flush>
      <DataTable
        caption="Guardrails"
        columns={[metric, ...levels(arms), ...amounts, age, state]}
        rows={rows}
        rowKey={(row) => row.id}
        empty={
          <EmptyState title="No verdict">
            Someone ended the rollout before the plan decided anything.
          </EmptyState>
        }
      />
    </Sheet>
  );
}

type Columns = readonly Column<GuardrailRow>[];

const metric: Column<GuardrailRow> = {
  key: "metric",
  header: "Metric",
  cell: (row) => row.name,
  second: (row) => (
    <>
      {row.rule}
      {row.state !== "PASS" && row.reason && <span className="block text-ink-2">{row.reason}</span>}
    </>
  ),
};

const levels = (arms: ArmNames): Columns => [
  {
    key: "baseline",
    header: arms.baseline,
    align: "right",
    cell: (row) => <span className="whitespace-nowrap text-ink-2">{row.baseline ?? "–"}</span>,
  },
  {
    key: "candidate",
    header: arms.candidate,
    align: "right",
    cell: (row) => <span className="font-medium whitespace-nowrap">{row.candidate ?? "–"}</span>,
  },
  {
    key: "difference",
    header: "Difference",
    align: "right",
    cell: (row) => row.difference ?? "–",
    second: (row) => row.interval && <span className="whitespace-nowrap">{row.interval}</span>,
  },
];

const amounts: Columns = [
  {
    key: "n",
    header: "n per arm",
    align: "right",
    cell: ({ n }) => <span className="text-ink-2">{formatNumber(n.candidate)}</span>,
    second: ({ n }) =>
      n.baseline === n.candidate ? null : (
        <span className="whitespace-nowrap">{formatNumber(n.baseline)} base</span>
      ),
  },
  {
    key: "mature",
    header: "Mature",
    align: "right",
    cell: (row) => <span className="text-ink-2">{formatShare(row.matureShare)}</span>,
  },
];

const age: Column<GuardrailRow> = {
  key: "age",
  header: "Age",
  align: "right",
  cell: ({ ageThen, latestAt, state }) => {
    const className = clsx("whitespace-nowrap", state === "STALE" ? "text-hold" : "text-ink-2");
    return ageThen === null && latestAt !== null ? (
      <Age at={latestAt} className={className} />
    ) : (
      <span className={className}>{ageThen ?? "–"}</span>
    );
  },
};

const state: Column<GuardrailRow> = {
  key: "state",
  header: "State",
  quietHeader: true,
  className: "sm:text-right",
  cell: (row) => <Stated look={evidenceLooks[row.state]} />,
};
