import Link from "next/link";
import type { ReactNode } from "react";
import { Avatar } from "#components/ui/avatar.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Stated, StatePill, Tag } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import type { ListedPerson } from "#lib/access/views/person-list.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import { kindWords } from "./factor-words.ts";
import { LastSeen } from "./last-seen.tsx";
import { levelWords, stateLooks } from "./person-looks.ts";
import { roleLabels } from "./words.ts";

type PeopleTableProps = {
  people: readonly ListedPerson[];
  /** What can be done with a person, at the end of their row. */
  actions: (person: ListedPerson) => ReactNode;
};

/** Who may do what here, and for which function each may speak. */
export function PeopleTable({ people, actions }: PeopleTableProps) {
  const last: Column<ListedPerson> = {
    key: "state",
    header: "State",
    quietHeader: true,
    className: "sm:text-right",
    cell: (person) => (
      <span className="inline-flex items-center justify-end gap-1">
        <PersonState person={person} />
        {actions(person)}
      </span>
    ),
  };
  return (
    <DataTable
      caption="People"
      columns={[...columns, last]}
      rows={people}
      rowKey={(person) => person.id}
      empty={
        <EmptyState title="Nobody matches">
          Change the role or state above, or search for part of a name or of an e-mail address.
        </EmptyState>
      }
    />
  );
}

const columns: readonly Column<ListedPerson>[] = [
  {
    key: "name",
    header: "Person",
    cell: (person) => (
      <span className="inline-flex items-center gap-2.5">
        <Avatar name={person.name} />
        <span>
          <Link href={`/people/${person.id}`} className="hover:underline">
            {person.name}
          </Link>
          <Address email={person.email} />
        </span>
      </span>
    ),
  },
  {
    key: "roles",
    header: "Roles",
    cell: (person) => <Tags words={person.roles.map((role) => roleLabels[role])} />,
  },
  {
    key: "functions",
    header: "Signs for",
    cell: (person) => <Tags words={person.functions.map((name) => functionLabels[name])} />,
  },
  {
    key: "identity",
    header: "Identity",
    cell: ({ level }) => <Tags words={level === null ? [] : [levelWords[level].word]} />,
  },
  {
    key: "factors",
    header: "Second factor",
    cell: (person) => <Tags words={person.factors.map((kind) => kindWords[kind])} />,
  },
  {
    key: "seen",
    header: "Last seen",
    align: "right",
    cell: ({ lastSeenAt }) => <LastSeen at={lastSeenAt} />,
  },
];

/** Breaks at the @ where it has to. */
function Address({ email }: { email: string }) {
  const at = email.indexOf("@");
  return (
    <span className="block text-xs font-normal wrap-anywhere text-ink-3">
      {email.slice(0, at)}
      <wbr />
      {email.slice(at)}
    </span>
  );
}

function PersonState({ person: { state, openSessions, link } }: { person: ListedPerson }) {
  if (state === "invited")
    return (
      <span className="inline-flex flex-col items-end gap-0.5 max-sm:items-start">
        <Stated look={stateLooks.invited} />
        {link && (
          <span className="text-xs text-ink-3">
            {link.over ? "link over, send it again" : "link until "}
            {!link.over && <Time at={link.expiresAt} />}
          </span>
        )}
      </span>
    );
  if (state === "disabled") return <Stated look={stateLooks.disabled} />;
  return openSessions > 0 ? (
    <StatePill tone="pass">Signed in</StatePill>
  ) : (
    <StatePill tone="plain">Signed out</StatePill>
  );
}

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
