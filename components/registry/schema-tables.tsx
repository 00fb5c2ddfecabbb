import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { Digest } from "#components/ui/digest.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { countOf, formatNumber, formatShare } from "#components/ui/format-number.ts";
import { Meter } from "#components/ui/meter.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Tag } from "#components/ui/state-pill.tsx";
import type { DatasetSnapshot, FeatureInfluence, SchemaColumn } from "#lib/registry/version-input.ts";

/** What goes in, column by column. */
export function SchemaTable({ columns: rows }: { columns: readonly SchemaColumn[] }) {
  return (
    <Sheet title="Data schema" provenance={countOf(rows.length, "column")} flush>
      <DataTable
        caption="Columns"
        columns={schemaColumns}
        rows={rows}
        rowKey={(row) => row.name}
        empty={
          <EmptyState title="No schema was registered">
            Send it with the next version's registration.
          </EmptyState>
        }
      />
    </Sheet>
  );
}

const schemaColumns: readonly Column<SchemaColumn>[] = [
  {
    key: "name",
    header: "Column",
    cell: (row) => <code className="font-mono text-xs">{row.name}</code>,
    second: (row) => row.description,
  },
  {
    key: "type",
    header: "Type",
    cell: (row) => <span className="text-ink-2">{row.unit ? `${row.type}, ${row.unit}` : row.type}</span>,
  },
  { key: "role", header: "Role", align: "right", cell: (row) => <Tag>{row.role}</Tag> },
];

/** What it was trained on: pinned snapshots, not names alone. */
export function Datasets({ datasets }: { datasets: readonly DatasetSnapshot[] }) {
  return (
    <Sheet title="Training data" provenance={countOf(datasets.length, "snapshot")} flush>
      <DataTable
        caption="Training data"
        columns={datasetColumns}
        rows={datasets}
        rowKey={(row) => row.digest}
        empty={<EmptyState title="No data set was named">Its lineage ends here.</EmptyState>}
      />
    </Sheet>
  );
}

const datasetColumns: readonly Column<DatasetSnapshot>[] = [
  { key: "name", header: "Snapshot", cell: (row) => row.name, second: (row) => row.description },
  {
    key: "rows",
    header: "Rows",
    align: "right",
    cell: (row) => <span className="text-ink-2">{formatNumber(row.rows)}</span>,
  },
  { key: "digest", header: "Digest", align: "right", cell: (row) => <Digest value={row.digest} /> },
];

/** How much each feature moves the score, the strongest first. */
export function Influence({ influence }: { influence: readonly FeatureInfluence[] }) {
  const sorted = influence.toSorted((a, b) => b.share - a.share);
  return (
    <Sheet title="What moves the score" provenance={countOf(influence.length, "feature")}>
      {sorted.length === 0 ? (
        <EmptyState title="No influence was reported" />
      ) : (
        <ul className="flex flex-col gap-2">
          {sorted.map(({ feature, share }) => (
            <li key={feature} className="grid grid-cols-[minmax(90px,30%)_1fr] items-center gap-3 text-sm">
              <span className="truncate">{feature}</span>
              <Meter
                percent={share * 100}
                label={`Influence of ${feature}: ${formatShare(share)}`}
                tone="candidate"
              />
            </li>
          ))}
        </ul>
      )}
    </Sheet>
  );
}
