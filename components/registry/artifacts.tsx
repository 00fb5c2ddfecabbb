import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { Digest } from "#components/ui/digest.tsx";
import { countOf, formatBytes } from "#components/ui/format-number.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import type { ManifestFile } from "#lib/registry/manifest.ts";

type ArtifactsProps = {
  files: readonly ManifestFile[];
  /** The address of the version's page. */
  versionPath: string;
};

/** What was registered, file by file; names are part of the version's digest. */
export function Artifacts({ files, versionPath }: ArtifactsProps) {
  return (
    <Sheet title="Artifacts" provenance={countOf(files.length, "file")} flush>
      <DataTable
        caption="Artifacts"
        columns={columnsFor(versionPath)}
        rows={files}
        rowKey={({ path }) => path}
      />
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
      <a href={artifactHref(versionPath, path)} className="font-mono text-xs hover:underline" download>
        {path}
      </a>
    ),
  },
  {
    key: "size",
    header: "Size",
    align: "right",
    cell: ({ size }) => <span className="text-ink-2">{formatBytes(size)}</span>,
  },
  { key: "digest", header: "Digest", align: "right", cell: ({ digest }) => <Digest value={digest} /> },
];
