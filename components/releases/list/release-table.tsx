"use client";

import { FilePlus2 } from "lucide-react";
import { releaseLooks } from "#components/releases/release-looks.ts";
import { functionsText } from "#components/releases/section-words.ts";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { type Column, DataTable, Pager } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { countOf } from "#components/ui/format-number.ts";
import type { PagerHrefs } from "#components/ui/href-with.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import { Stated } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import { shownState } from "#lib/releases/conditions.ts";
import { releaseTitle } from "#lib/releases/release-title.ts";
import type { ListedRelease } from "#lib/releases/views/release-list.ts";

type ReleaseTableProps = PagerHrefs & {
  releases: readonly ListedRelease[];
  /** Did the reader narrow the list? */
  filtered: boolean;
};

/** A page of releases: who each one waits for and where it stands. */
export function ReleaseTable({ releases, filtered, newerHref, olderHref }: ReleaseTableProps) {
  return (
    <Sheet title="Releases" provenance="newest first" flush>
      <DataTable
        caption="Releases"
        columns={columns}
        rows={releases}
        rowKey={(row) => String(row.number)}
        rowHref={(row) => `/releases/${row.number}`}
        empty={filtered ? <NothingFound /> : <NoReleases />}
      />
      {releases.length > 0 && (
        <Pager shown={countOf(releases.length, "release")} newerHref={newerHref} olderHref={olderHref} />
      )}
    </Sheet>
  );
}

const columns: readonly Column<ListedRelease>[] = [
  {
    key: "title",
    header: "Release",
    cell: releaseTitle,
    second: (row) => `Release ${row.number}, round ${row.round}, by ${row.author}`,
  },
  {
    key: "waits",
    header: "Waits for",
    cell: (row) => <span className="text-ink-2">{functionsText(row.waitsFor) || "nobody"}</span>,
  },
  {
    key: "seats",
    header: "Seats",
    align: "right",
    cell: (row) => (
      <span className="text-ink-2">
        {row.seatsMet} of {row.seatsAll}
      </span>
    ),
  },
  {
    key: "updated",
    header: "Last change",
    align: "right",
    cell: (row) => <Time at={row.changedAt} as="relative" className="text-ink-2" />,
  },
  {
    key: "state",
    header: "State",
    quietHeader: true,
    className: "sm:text-right",
    cell: (row) => <Stated look={releaseLooks[shownState(row.state, row.conditionsOpen > 0)]} />,
  },
];

function NoReleases() {
  return (
    <EmptyState icon={FilePlus2} title="No releases yet">
      A release names the version, the pointer, the reasons, the rollout plan and who signs.
    </EmptyState>
  );
}

function NothingFound() {
  return (
    <EmptyState title="Nothing matches" action={<ButtonLink href="/releases">Show all releases</ButtonLink>}>
      Remove a filter, or search by model name.
    </EmptyState>
  );
}
