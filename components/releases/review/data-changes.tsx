import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { Digest } from "#components/ui/digest.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Stated, type StateLook } from "#components/ui/state-pill.tsx";
import type { DataChanges as DataChangesView } from "#lib/releases/views/comparison.ts";

type DatasetChange = DataChangesView["datasets"][number];
type ColumnChange = DataChangesView["columns"][number];
type Change = ColumnChange["change"];

type DataChangesProps = DataChangesView & {
  /** "v1"; null where nothing is live yet. */
  baseVersion: string | null;
};

/** Training data and schema against the live version; what changed comes first. */
export function DataChanges({ datasets, columns, baseVersion }: DataChangesProps) {
  const against = baseVersion ? `against ${baseVersion}` : "nothing live to compare with";
  return (
    <>
      <Sheet title="Training data" provenance={against} flush>
        <DataTable
          caption="Training data"
          columns={datasetColumns}
          rows={changedFirst(datasets)}
          rowKey={(row) => row.digest}
          empty={<EmptyState title="No dataset recorded">The lineage ends here.</EmptyState>}
        />
      </Sheet>
      <Sheet title="Data schema" provenance={against} flush>
        <DataTable
          caption="Columns it reads"
          columns={schemaColumns}
          rows={changedFirst(columns)}
          rowKey={(row) => row.name}
          empty={<EmptyState title="No schema registered" />}
        />
      </Sheet>
    </>
  );
}

const looks: Record<Change, StateLook> = {
  same: { word: "Same", tone: "plain", icon: "check" },
  added: { word: "New", tone: "yours" },
  removed: { word: "Removed", tone: "hold", icon: "slash" },
  retyped: { word: "Type changed", tone: "hold", icon: "alert" },
};

const changeColumn = <Row extends { change: Change }>(): Column<Row> => ({
  key: "change",
  header: "Change",
  quietHeader: true,
  className: "sm:text-right",
  cell: (row) => <Stated look={looks[row.change]} />,
});

const datasetColumns: readonly Column<DatasetChange>[] = [
  { key: "name", header: "Snapshot", cell: (row) => row.name },
  { key: "digest", header: "Digest", cell: (row) => <Digest value={row.digest} /> },
  changeColumn(),
];

const schemaColumns: readonly Column<ColumnChange>[] = [
  { key: "name", header: "Column", cell: (row) => <code className="font-mono text-xs">{row.name}</code> },
  { key: "type", header: "Type", cell: (row) => <span className="text-ink-2">{row.type}</span> },
  changeColumn(),
];

const changedFirst = <Row extends { change: Change }>(rows: readonly Row[]): Row[] =>
  rows.toSorted((a, b) => Number(a.change === "same") - Number(b.change === "same"));
