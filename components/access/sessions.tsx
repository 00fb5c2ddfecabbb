"use client";

import { LogOut } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { type Column, DataTable, Pager } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { countOf } from "#components/ui/format-number.ts";
import { announce } from "#components/ui/live-region.tsx";
import type { Submit } from "#components/ui/outcome.ts";
import { ReasonDialog } from "#components/ui/reason-dialog.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { StatePill } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Lacking, ProofMethod } from "#lib/access/second-factor.ts";

export type SessionRow = {
  id: string;
  device: string;
  address: string;
  signedInAt: string;
  lastSeenAt: string;
  /** How they signed in, and what the session still lacks to be whole. */
  method: ProofMethod;
  lacks: Lacking | null;
  current: boolean;
};

export type SessionsProps = {
  sessions: readonly SessionRow[];
  /** Whose they are: null for the reader's own. */
  name: string | null;
  end: Submit<{ sessionId: string }>;
  endAll: Submit<null>;
  /** Why the reader may not end them. */
  whyNot?: string | undefined;
  newerHref?: string | undefined;
  olderHref?: string | undefined;
};

type Ending = SessionRow | "all" | null;

/** Where somebody is signed in now; each session can be ended, or all but the reader's own at once. */
export function Sessions(props: SessionsProps) {
  const { sessions, name, end, endAll, whyNot, newerHref, olderHref } = props;
  const [ending, setEnding] = useState<Ending>(null);
  const router = useRouter();
  const paged = newerHref !== undefined || olderHref !== undefined;
  const others = sessions.filter((session) => !session.current);
  const done = (message: string) => {
    announce(message);
    setEnding(null);
    router.refresh();
  };
  return (
    <Sheet title="Sessions" provenance={paged ? undefined : countOf(sessions.length, "open session")} flush>
      <DataTable
        caption="Open sessions"
        columns={columnsFor(setEnding, whyNot)}
        rows={sessions}
        rowKey={(session) => session.id}
        empty={<EmptyState title="Signed in nowhere">{`${name ?? "You"} would have to sign in.`}</EmptyState>}
      />
      {paged && <Pager shown={`${sessions.length} shown`} newerHref={newerHref} olderHref={olderHref} />}
      {whyNot === undefined && others.length > 0 && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line py-3">
          <Button variant="danger" icon={LogOut} onClick={() => setEnding("all")}>
            {allLabel(name)}
          </Button>
          <p className="text-xs text-ink-3">
            A session ends by itself after 12 hours, or after 2 without use.
          </p>
        </div>
      )}
      <ReasonDialog
        action={ending && asked(ending, name)}
        onClose={() => setEnding(null)}
        submit={() => (ending === "all" || ending === null ? endAll(null) : end({ sessionId: ending.id }))}
        onDone={() => done(ending === "all" ? "Sessions ended" : "Session ended")}
      />
    </Sheet>
  );
}

const allLabel = (name: string | null): string =>
  name === null ? "End all other sessions" : "End all sessions";

/** What ending means, before it is done. */
function asked(ending: SessionRow | "all", name: string | null) {
  const who = name ?? "You";
  const consequence =
    ending === "all"
      ? `${who} will have to sign in again${name === null ? " everywhere but here" : " everywhere"}.`
      : `${ending.device} at ${ending.address} is signed out from its next request on.`;
  const label = ending === "all" ? allLabel(name) : "End session";
  return { verb: "end", label, consequence, variant: "danger" as const, asksReason: false };
}

function columnsFor(
  onEnd: (session: SessionRow) => void,
  whyNot: string | undefined,
): readonly Column<SessionRow>[] {
  const last: Column<SessionRow> = {
    key: "end",
    header: "State",
    quietHeader: true,
    className: "sm:text-right",
    cell: (session) => <SessionState session={session} whyNot={whyNot} onEnd={onEnd} />,
  };
  return [...columns, last];
}

type SessionStateProps = {
  session: SessionRow;
  whyNot: string | undefined;
  onEnd: (session: SessionRow) => void;
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

const columns: readonly Column<SessionRow>[] = [
  {
    key: "device",
    header: "Device",
    cell: (session) => session.device,
    second: (session) => (session.lacks ? "by password, second step not given" : methodWords[session.method]),
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

const methodWords: Readonly<Record<ProofMethod, string>> = {
  password: "by password",
  webauthn: "by password and passkey",
  totp: "by password and one-time code",
  recovery: "by password and recovery code",
};
