import { SearchX } from "lucide-react";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { type Column, DataTable, Pager } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { formatNumber } from "#components/ui/format-number.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import { Time } from "#components/ui/time.tsx";

export type AuditRow = {
  id: string;
  /** Null while the sequencer has not given it a place yet. */
  leafIndex: number | null;
  action: string;
  actor: string;
  /** "release 212, round 2" */
  subject: string;
  /** The event in a sentence. */
  sentence: string;
  at: string;
};

type EventTableProps = {
  rows: readonly AuditRow[];
  treeSize: number;
  shown: string;
  newerHref?: string | undefined;
  olderHref?: string | undefined;
};

/** The trail as a list: what, who, on what, when, and its place in the log. */
export function EventTable({ rows, treeSize, shown, newerHref, olderHref }: EventTableProps) {
  return (
    <Sheet title="Events" provenance={`log of ${formatNumber(treeSize)} leaves`} flush>
      <DataTable
        caption="Audit events"
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        empty={
          <EmptyState
            icon={SearchX}
            title="No event matches"
            action={<ButtonLink href="/audit">Show all events</ButtonLink>}
          >
            Try a person's name, a model, or an action such as “verdict.cast”.
          </EmptyState>
        }
        rowHref={(row) => `/audit/${row.leafIndex ?? row.id}`}
      />
      {rows.length > 0 && <Pager shown={shown} newerHref={newerHref} olderHref={olderHref} />}
    </Sheet>
  );
}

const columns: readonly Column<AuditRow>[] = [
  {
    key: "what",
    header: "What",
    cell: (row) => row.sentence,
    second: (row) => <span className="font-mono text-2xs">{row.action}</span>,
  },
  { key: "who", header: "Who", cell: (row) => <span className="text-ink-2">{row.actor}</span> },
  { key: "on", header: "On", cell: (row) => <span className="text-ink-2">{row.subject}</span> },
  {
    key: "at",
    header: "When",
    align: "right",
    cell: (row) => <Time at={row.at} as="second" className="text-ink-2" />,
  },
  {
    key: "leaf",
    header: "Leaf",
    align: "right",
    cell: (row) =>
      row.leafIndex === null ? (
        <span className="text-ink-3">being sealed</span>
      ) : (
        <span className="font-mono text-xs">{formatNumber(row.leafIndex)}</span>
      ),
  },
];
