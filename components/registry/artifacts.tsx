import { type Column, DataTable, Pager } from "#components/ui/data-table.tsx";
import { Digest } from "#components/ui/digest.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FilterBar } from "#components/ui/filter-bar.tsx";
import { countOf, formatBytes, formatNumber } from "#components/ui/format-number.ts";
import type { PagerHrefs } from "#components/ui/href-with.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import type { ManifestFile } from "#lib/registry/manifest.ts";
import type { VersionFilesView } from "#lib/registry/views/version-files.ts";

type ArtifactsProps = PagerHrefs & {
  files: VersionFilesView;
  /** The address of the version's page. */
  versionPath: string;
  /** What the reader searches for. */
  search: string | undefined;
};

/** A version of so few files needs no search. */
const SEARCHED_FROM = 20;

/** What was registered, file by file; names are part of the version's digest. */
export function Artifacts({ files, versionPath, search, ...pager }: ArtifactsProps) {
  const { items, total, found } = files;
  return (
    <Sheet
      title="Artifacts"
      provenance={
        <>
          {countOf(total, "file")}
          <a href={`/api/v1${versionPath}/manifest`} className="text-accent hover:underline" download>
            Manifest (JSON)
          </a>
        </>
      }
      flush
    >
      {total > SEARCHED_FROM && (
        <div className="pt-3">
          <FilterBar search={{ name: "q", placeholder: "part of a path" }} />
        </div>
      )}
      <DataTable
        caption="Artifacts"
        columns={columnsFor(versionPath)}
        rows={items}
        rowKey={({ path }) => path}
        empty={<EmptyState title={`No path contains “${search}”`}>Search for another part of it.</EmptyState>}
      />
      {items.length > 0 && items.length < total && (
        <Pager
          shown={`${formatNumber(items.length)} of ${countOf(found, "file")}${found < total ? " found" : ""}, by path`}
          {...pager}
        />
      )}
    </Sheet>
  );
}

/** Where the bytes of a path are: each step encoded, the slashes kept. */
export const artifactHref = (versionPath: string, path: string): string =>
  `/api/v1${versionPath}/artifacts/${path.split("/").map(encodeURIComponent).join("/")}`;

const columnsFor = (versionPath: string): readonly Column<ManifestFile>[] => [
  {
    key: "path",
    header: "Path",
    cell: ({ path }) => (
      <a
        href={artifactHref(versionPath, path)}
        className="font-mono text-xs break-all hover:underline"
        download
      >
        {path}
      </a>
    ),
  },
  {
    key: "size",
    header: "Size",
    align: "right",
    className: "whitespace-nowrap",
    cell: ({ size }) => <span className="text-ink-2">{formatBytes(size)}</span>,
  },
  { key: "digest", header: "Digest", align: "right", cell: ({ digest }) => <Digest value={digest} /> },
];
