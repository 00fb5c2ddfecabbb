import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { Digest } from "#components/ui/digest.tsx";
import { countOf, formatBytes } from "#components/ui/format-number.ts";
import { Sheet } from "#components/ui/sheet.tsx";

export type ArtifactRow = { path: string; digest: string; bytes: number; href: string };

/** What was registered, file by file; names are part of the version's digest. */
export function Artifacts({ rows }: { rows: readonly ArtifactRow[] }) {
  return (
    <Sheet title="Artifacts" provenance={countOf(rows.length, "file")} flush>
      <DataTable caption="Artifacts" columns={columns} rows={rows} rowKey={(row) => row.path} />
    </Sheet>
  );
}

const columns: readonly Column<ArtifactRow>[] = [
  {
    key: "path",
    header: "Path",
    cell: (row) => (
      <a href={row.href} className="font-mono text-xs hover:underline" download>
        {row.path}
      </a>
    ),
  },
  {
    key: "size",
    header: "Size",
    align: "right",
    cell: (row) => <span className="text-ink-2">{formatBytes(row.bytes)}</span>,
  },
  {
    key: "digest",
    header: "Digest",
    align: "right",
    cell: (row) => <Digest value={row.digest} />,
  },
];
