import { Button } from "#components/ui/button.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { StatePill } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import type { OpenSession } from "#lib/access/views/open-session.ts";
import { methodText } from "./session-words.ts";

type SessionTableProps = {
  sessions: readonly OpenSession[];
  /** Whose they are: null for the reader's own. */
  name: string | null;
  /** Why the reader may not end them. */
  whyNot: string | undefined;
  onEnd: (session: OpenSession) => void;
};

/** Where somebody is signed in now. */
export function SessionTable({ sessions, name, whyNot, onEnd }: SessionTableProps) {
  const last: Column<OpenSession> = {
    key: "end",
    header: "State",
    quietHeader: true,
    className: "sm:text-right",
    cell: (session) => <SessionState session={session} whyNot={whyNot} onEnd={onEnd} />,
  };
  return (
    <DataTable
      caption="Open sessions"
      columns={[...columns, last]}
      rows={sessions}
      rowKey={(session) => session.id}
      empty={
        <EmptyState title="Signed in nowhere">{`${name ?? "You"} must sign in before doing anything.`}</EmptyState>
      }
    />
  );
}

type SessionStateProps = {
  session: OpenSession;
  whyNot: string | undefined;
  onEnd: (session: OpenSession) => void;
};

function SessionState({ session, whyNot, onEnd }: SessionStateProps) {
  if (session.current) return <StatePill tone="pass">This one</StatePill>;
  if (whyNot !== undefined) return <StatePill tone="plain">Open</StatePill>;
  return (
    <Button onClick={() => onEnd(session)}>
      End
      <span className="sr-only">{` ${session.device} at ${session.address}`}</span>
    </Button>
  );
}

const columns: readonly Column<OpenSession>[] = [
  {
    key: "device",
    header: "Device",
    cell: (session) => session.device,
    second: methodText,
  },
  {
    key: "address",
    header: "Address",
    cell: (session) => <span className="font-mono text-xs wrap-anywhere">{session.address}</span>,
  },
  {
    key: "signed-in",
    header: "Signed in",
    align: "right",
    cell: (session) => <Time at={session.signedInAt} className="text-ink-2" />,
  },
  {
    key: "used",
    header: "Last used",
    align: "right",
    cell: (session) => <Time at={session.lastSeenAt} as="relative" className="text-ink-2" />,
  },
];
