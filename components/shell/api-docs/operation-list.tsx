import { DataTable } from "#components/ui/data-table.tsx";
import { countOf } from "#components/ui/format-number.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import { type ApiEntry, byTag, entryHref } from "./api-entry.ts";

/** Every operation by subject, each leading to its fields. */
export function OperationList({ entries }: { entries: readonly ApiEntry[] }) {
  return [...byTag(entries)].map(([tag, own]) => (
    <Sheet key={tag} title={tag} provenance={countOf(own.length, "operation")} flush>
      <DataTable
        caption={`Operations of ${tag}`}
        rows={own}
        rowKey={({ id }) => id}
        rowHref={({ id }) => entryHref(id)}
        columns={[
          { key: "summary", header: "Operation", cell: ({ summary }) => summary, wide: true },
          {
            key: "address",
            header: "Address",
            cell: ({ method, path }) => (
              <code className="font-mono text-xs wrap-anywhere">
                {method} {path}
              </code>
            ),
          },
        ]}
      />
    </Sheet>
  ));
}
