import { FilePlus2 } from "lucide-react";
import { releaseLooks } from "#components/releases/release-looks.ts";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { countOf } from "#components/ui/format-number.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import { Stated } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import type { ModelRelease } from "#lib/overview/views/model-releases.ts";

/** The releases of a model and what became of them. */
export function ModelReleasesTable({ releases }: { releases: readonly ModelRelease[] }) {
  return (
    <Sheet title="Releases" provenance={countOf(releases.length, "release")} flush>
      <DataTable
        caption="Releases of this model"
        columns={columns}
        rows={releases}
        rowKey={(row) => String(row.number)}
        rowHref={(row) => `/releases/${row.number}`}
        empty={
          <EmptyState
            icon={FilePlus2}
            title="No release of this model yet"
            action={<ButtonLink href="/releases/new">Open a release</ButtonLink>}
          >
            A release makes a version live on a pointer, once its council has signed.
          </EmptyState>
        }
      />
    </Sheet>
  );
}

/** "v2 to production, in place of v1" */
export const releaseTitle = ({ version, pointer, base }: ModelRelease): string =>
  `v${version} to ${pointer}${base === null ? "" : `, in place of v${base}`}`;

const columns: readonly Column<ModelRelease>[] = [
  {
    key: "title",
    header: "Release",
    cell: releaseTitle,
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
    cell: (row) => <Stated look={releaseLooks[row.state]} />,
  },
];
