import { Avatar } from "#components/ui/avatar.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { countOf } from "#components/ui/format-number.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import { StatePill, Tag } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";

export type PersonRow = {
  id: string;
  name: string;
  email: string;
  roles: readonly string[];
  functions: readonly string[];
  lastSeenAt: string | null;
  active: boolean;
};

/** Who may do what here, and for which function each may speak. */
export function PeopleTable({ people }: { people: readonly PersonRow[] }) {
  return (
    <Sheet title="People" provenance={countOf(people.length, "person", "people")} flush>
      <DataTable
        caption="People"
        columns={columns}
        rows={people}
        rowKey={(person) => person.id}
        empty={
          <EmptyState title="Nobody is here yet">
            Add people from the command line or your identity provider.
          </EmptyState>
        }
      />
    </Sheet>
  );
}

const columns: readonly Column<PersonRow>[] = [
  {
    key: "name",
    header: "Person",
    cell: (person) => (
      <span className="inline-flex items-center gap-2.5">
        <Avatar name={person.name} />
        <span>
          {person.name}
          <span className="block text-xs font-normal text-ink-3">{person.email}</span>
        </span>
      </span>
    ),
  },
  { key: "roles", header: "Roles", cell: (person) => <Tags words={person.roles} /> },
  { key: "functions", header: "Signs for", cell: (person) => <Tags words={person.functions} /> },
  {
    key: "seen",
    header: "Last seen",
    align: "right",
    cell: (person) =>
      person.lastSeenAt ? (
        <Time at={person.lastSeenAt} as="relative" className="text-ink-2" />
      ) : (
        <span className="text-ink-3">never</span>
      ),
  },
  {
    key: "state",
    header: "State",
    quietHeader: true,
    className: "sm:text-right",
    cell: (person) =>
      person.active ? <StatePill tone="pass">Active</StatePill> : <StatePill tone="plain">Left</StatePill>,
  },
];

function Tags({ words }: { words: readonly string[] }) {
  if (words.length === 0) return <span className="text-ink-3">none</span>;
  return (
    <span className="inline-flex flex-wrap gap-1">
      {words.map((word) => (
        <Tag key={word}>{word}</Tag>
      ))}
    </span>
  );
}
