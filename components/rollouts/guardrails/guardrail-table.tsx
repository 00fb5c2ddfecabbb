import { clsx } from "clsx";
import type { ReactNode } from "react";
import { ChangeBar } from "#components/metrics/change-bar.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { formatNumber } from "#components/ui/format-number.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import { Stated } from "#components/ui/state-pill.tsx";
import { Age } from "#components/ui/time.tsx";
import type { ArmNames } from "../arm-names.ts";
import { evidenceLooks } from "../rollout-looks.ts";
import type { BudgetLeft } from "./budget-left.ts";
import type { GuardrailRow } from "./guardrail-rows.ts";

type GuardrailTableProps = {
  rows: readonly GuardrailRow[];
  arms: ArmNames;
  title?: string | undefined;
  provenance?: ReactNode;
  /** What is left of the whole error budget. */
  budget?: string | null | undefined;
  /** Beside a rail, without what the evidence below says. */
  compact?: boolean;
};

/** Each guardrail with everything its verdict rests on: levels, change against its margins, n, labels, age. */
export function GuardrailTable({
  rows,
  arms,
  title = "Guardrails",
  provenance,
  budget: whole,
  compact = false,
}: GuardrailTableProps) {
  const lines = `upper line ${arms.candidate}, lower line ${arms.baseline}; only Pass advances`;
  return (
    <Sheet
      title={title}
      provenance={
        provenance ?? (
          <>
            {whole && <span>{whole}</span>}
            <span>{lines}</span>
          </>
        )
      }
      flush
    >
      <DataTable
        caption={title}
        columns={[metric, levels(arms), change, amount, labelled, ...(compact ? [] : [broken, age]), state]}
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

const metric: Column<GuardrailRow> = {
  key: "metric",
  header: "Guardrail",
  className: "sm:w-[34%] sm:min-w-48",
  cell: (row) => row.name,
  second: (row) => (
    <>
      {row.rule}
      {row.state !== "PASS" && row.reason && (
        <span className="block text-ink-2">{[row.reason, row.wait].filter(Boolean).join(" ")}</span>
      )}
      {row.windows && <span className="block">{row.windows}</span>}
      {row.tipping && <span className="block">{row.tipping}</span>}
      {row.subjects && <span className="block">{row.subjects}</span>}
    </>
  ),
};

const levels = (arms: ArmNames): Column<GuardrailRow> => ({
  key: "levels",
  header: `${arms.candidate}, ${arms.baseline}`,
  align: "right",
  cell: (row) => <span className="font-medium whitespace-nowrap">{row.candidate}</span>,
  second: (row) => <span className="whitespace-nowrap">{row.baseline}</span>,
});

const change: Column<GuardrailRow> = {
  key: "change",
  header: "Change against its margins; right is better",
  wide: true,
  className: "sm:w-[30%]",
  cell: ({ change: measured, p, state: judged }) =>
    measured ? (
      <ChangeBar
        change={measured}
        tone={evidenceLooks[judged].tone}
        missing={measured.gain ? "no interval" : "no data"}
      />
    ) : (
      <span className="block sm:text-right">{p ?? "no data"}</span>
    ),
};

const amount: Column<GuardrailRow> = {
  key: "n",
  header: "n",
  align: "right",
  cell: ({ n }) => <span className="text-ink-2">{formatNumber(n.candidate)}</span>,
  second: ({ n }) => formatNumber(n.baseline),
};

const labelled: Column<GuardrailRow> = {
  key: "labelled",
  header: "Labelled",
  align: "right",
  cell: ({ labelled: [candidate] }) => <span className="whitespace-nowrap text-ink-2">{candidate}</span>,
  second: ({ labelled: [, baseline] }) => baseline,
};

const broken: Column<GuardrailRow> = {
  key: "broken",
  header: "Broken",
  align: "right",
  cell: ({ broken: [candidate] }) => <span className="whitespace-nowrap text-ink-2">{candidate}</span>,
  second: ({ broken: [, baseline] }) => baseline,
};

const BUDGET_LOOKS = {
  spent: "bg-line-strong",
  "in use": "bg-candidate",
  left: "border border-line-strong",
} as const;

const age: Column<GuardrailRow> = {
  key: "age",
  header: "Age",
  align: "right",
  cell: ({ ageThen, latestAt, state }) => {
    const className = clsx("whitespace-nowrap", state === "STALE" ? "text-hold" : "text-ink-2");
    return ageThen === null && latestAt !== null ? (
      <Age at={latestAt} className={className} />
    ) : (
      <span className={className}>{ageThen ?? "never"}</span>
    );
  },
};

const state: Column<GuardrailRow> = {
  key: "state",
  header: "State",
  quietHeader: true,
  className: "sm:text-right",
  cell: (row) => <Stated look={evidenceLooks[row.state]} />,
  second: ({ budget }) => budget && <Budget left={budget} />,
};

/** What is left of the error budget, with a mark for each stage. */
function Budget({ left: { stages, left } }: { left: BudgetLeft }) {
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <span aria-hidden="true" className="flex gap-0.5">
        {stages.map((used, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one for each stage, in their order
          <span key={at} className={clsx("h-2 w-1.5 rounded-xs", BUDGET_LOOKS[used])} />
        ))}
      </span>
      budget {left} left
    </span>
  );
}
