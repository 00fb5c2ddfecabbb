import { DataTable } from "#components/ui/data-table.tsx";
import type { ApiField } from "./api-entry.ts";
import { Words } from "./words.tsx";

type FieldListProps = { caption: string; fields: readonly ApiField[] };

/** Fields with what each means, its type and its limits. */
export function FieldList({ caption, fields }: FieldListProps) {
  if (fields.length === 0) return null;
  return (
    <DataTable
      caption={caption}
      rows={fields}
      rowKey={({ place, name }) => `${place} ${name}`}
      columns={[
        {
          key: "name",
          header: caption,
          cell: ({ name }) => <code className="font-mono text-xs wrap-anywhere">{name}</code>,
          second: ({ place, required }) => notesText(place, required),
        },
        {
          key: "words",
          header: "Meaning",
          wide: true,
          cell: ({ words }) => <Words text={words} />,
          second: ({ shape }) => <span className="wrap-anywhere">{shape}</span>,
        },
      ]}
    />
  );
}

const notesText = (place: string, required: boolean): string => {
  if (place === "answer") return "";
  return required ? `${place}, required` : place;
};
