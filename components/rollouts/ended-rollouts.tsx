import { type Column, DataTable, Pager } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Stated, type StateLook } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";

export type EndedRollout = {
  id: string;
  href: string;
  /** "flight-delay v2 on production" */
  title: string;
  release: number;
  endedAt: string | null;
  note: string;
  state: StateLook;
};

type EndedRolloutsProps = {
  rows: readonly EndedRollout[];
  shown: string;
  newerHref?: string | undefined;
  olderHref?: string | undefined;
};

/** Rollouts that are over, the latest first, each with why it ended as it did. */
export function EndedRollouts({ rows, shown, newerHref, olderHref }: EndedRolloutsProps) {
  return (
    <Sheet title="Ended" provenance="newest first" flush>
      <DataTable
        caption="Rollouts that ended"
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        rowHref={(row) => row.href}
        empty={
          <EmptyState title="No rollout has ended yet">
            What was completed or taken back stands here with its reason.
          </EmptyState>
        }
      />
      {rows.length > 0 && <Pager shown={shown} newerHref={newerHref} olderHref={olderHref} />}
    </Sheet>
  );
}

const columns: readonly Column<EndedRollout>[] = [
  {
    key: "rollout",
    header: "Rollout",
    cell: (row) => row.title,
    second: (row) => `Rollout ${row.id}, release ${row.release}`,
  },
  { key: "why", header: "Why", wide: true, cell: (row) => <span className="text-ink-2">{row.note}</span> },
  {
    key: "ended",
    header: "Ended",
    align: "right",
    cell: (row) => (row.endedAt ? <Time at={row.endedAt} as="relative" className="text-ink-2" /> : "–"),
  },
  {
    key: "state",
    header: "State",
    quietHeader: true,
    className: "sm:text-right",
    cell: (row) => <Stated look={row.state} />,
  },
];
