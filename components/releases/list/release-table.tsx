import { FilePlus2 } from "lucide-react";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { type Column, DataTable, Pager } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Stated, type StateLook } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";

export type ReleaseRow = {
  id: string;
  number: number;
  /** "flight-delay v2 to production" */
  title: string;
  state: StateLook;
  round: number;
  author: string;
  seatsMet: number;
  seatsTotal: number;
  updatedAt: string;
  /** What it waits for: "Security, Compliance". */
  waitsFor: string;
};

type ReleaseTableProps = {
  rows: readonly ReleaseRow[];
  filtered: boolean;
  shown: string;
  newerHref?: string | undefined;
  olderHref?: string | undefined;
};

export function ReleaseTable({ rows, filtered, shown, newerHref, olderHref }: ReleaseTableProps) {
  return (
    <Sheet title="Releases" provenance="newest first" flush>
      <DataTable
        caption="Releases"
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        rowHref={(row) => `/releases/${row.id}`}
        empty={filtered ? <NothingFound /> : <NoReleases />}
      />
      {rows.length > 0 && <Pager shown={shown} newerHref={newerHref} olderHref={olderHref} />}
    </Sheet>
  );
}

const columns: readonly Column<ReleaseRow>[] = [
  {
    key: "title",
    header: "Release",
    cell: (row) => row.title,
    second: (row) => `Release ${row.number}, round ${row.round}, by ${row.author}`,
  },
  {
    key: "waits",
    header: "Waits for",
    cell: (row) => <span className="text-ink-2">{row.waitsFor || "nobody"}</span>,
  },
  {
    key: "seats",
    header: "Seats",
    align: "right",
    cell: (row) => (
      <span className="text-ink-2">
        {row.seatsMet} of {row.seatsTotal}
      </span>
    ),
  },
  {
    key: "updated",
    header: "Last change",
    align: "right",
    cell: (row) => <Time at={row.updatedAt} as="relative" className="text-ink-2" />,
  },
  {
    key: "state",
    header: "State",
    quietHeader: true,
    className: "sm:text-right",
    cell: (row) => <Stated look={row.state} />,
  },
];

function NoReleases() {
  return (
    <EmptyState
      icon={FilePlus2}
      title="No release has been opened yet"
      action={
        <ButtonLink href="/releases/new" variant="solid">
          Open a release
        </ButtonLink>
      }
    >
      A release says which version goes where, why, by which plan, and who has to sign it.
    </EmptyState>
  );
}

function NothingFound() {
  return (
    <EmptyState title="Nothing matches" action={<ButtonLink href="/releases">Show all releases</ButtonLink>}>
      Try fewer filters, or the model's name alone.
    </EmptyState>
  );
}
