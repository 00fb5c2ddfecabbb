import { FilePlus2 } from "lucide-react";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { countOf } from "#components/ui/format-number.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import { Stated, type StateLook } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";

export type ModelReleaseRow = {
  number: number;
  /** "v2 to production, in place of v1" */
  title: string;
  author: string;
  createdAt: string;
  state: StateLook;
};

/** What was asked for with this model, and what became of it. */
export function ModelReleasesTable({ rows }: { rows: readonly ModelReleaseRow[] }) {
  return (
    <Sheet title="Releases" provenance={countOf(rows.length, "release")} flush>
      <DataTable
        caption="Releases of this model"
        columns={columns}
        rows={rows}
        rowKey={(row) => String(row.number)}
        rowHref={(row) => `/releases/${row.number}`}
        empty={
          <EmptyState
            icon={FilePlus2}
            title="No release of this model yet"
            action={<ButtonLink href="/releases/new">Open a release</ButtonLink>}
          >
            A release puts a version behind a pointer, once its council has signed.
          </EmptyState>
        }
      />
    </Sheet>
  );
}

const columns: readonly Column<ModelReleaseRow>[] = [
  {
    key: "title",
    header: "Release",
    cell: (row) => row.title,
    second: (row) => `release ${row.number}, by ${row.author}`,
  },
  {
    key: "opened",
    header: "Opened",
    align: "right",
    cell: (row) => <Time at={row.createdAt} as="relative" className="text-ink-2" />,
  },
  {
    key: "state",
    header: "State",
    quietHeader: true,
    className: "sm:text-right",
    cell: (row) => <Stated look={row.state} />,
  },
];
