import { type Column, DataTable, Pager } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { countOf } from "#components/ui/format-number.ts";
import type { PagerHrefs } from "#components/ui/href-with.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import { Stated } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import type { ListedRollout } from "#lib/rollouts/views/rollout-list.ts";
import { rolloutLooks } from "../rollout-looks.ts";
import { noteText, rolloutPath } from "./list-words.ts";

type EndedRolloutsProps = PagerHrefs & { rows: readonly ListedRollout[] };

/** Rollouts that are over, the latest first, each with the reason. */
export function EndedRollouts({ rows, newerHref, olderHref }: EndedRolloutsProps) {
  return (
    <Sheet title="Ended" provenance="newest first" flush>
      <DataTable
        caption="Ended rollouts"
        columns={columns}
        rows={rows}
        rowKey={(row) => String(row.number)}
        rowHref={rolloutPath}
        empty={
          <EmptyState title="No rollout has ended yet">
            Completed and rolled-back rollouts are listed here with the reason.
          </EmptyState>
        }
      />
      {rows.length > 0 && (
        <Pager shown={countOf(rows.length, "rollout")} newerHref={newerHref} olderHref={olderHref} />
      )}
    </Sheet>
  );
}

const columns: readonly Column<ListedRollout>[] = [
  {
    key: "rollout",
    header: "Rollout",
    cell: ({ model, candidate, pointer }) => `${model} v${candidate} on ${pointer}`,
    second: ({ number, release }) => `Rollout ${number}, release ${release}`,
  },
  {
    key: "why",
    header: "Why",
    wide: true,
    cell: (row) => <span className="text-ink-2">{noteText(row)}</span>,
  },
  {
    key: "ended",
    header: "Ended",
    align: "right",
    cell: ({ endedAt }) => (endedAt ? <Time at={endedAt} as="relative" className="text-ink-2" /> : "–"),
  },
  {
    key: "state",
    header: "State",
    quietHeader: true,
    className: "sm:text-right",
    cell: ({ state }) => <Stated look={rolloutLooks[state]} />,
  },
];
