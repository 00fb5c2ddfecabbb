"use client";

import { LogOut } from "lucide-react";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { Pager } from "#components/ui/data-table.tsx";
import { countOf } from "#components/ui/format-number.ts";
import type { PagerHrefs } from "#components/ui/href-with.ts";
import { ReasonDialog } from "#components/ui/reason-dialog.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { useAsked } from "#components/ui/use-asked.ts";
import type { OpenSession } from "#lib/access/views/open-session.ts";
import { SessionTable } from "./session-table.tsx";
import { allLabel, type Ending, endingOf } from "./session-words.ts";

export type SessionsProps = PagerHrefs & {
  sessions: readonly OpenSession[];
  /** Whose they are: null for the reader's own. */
  name: string | null;
  end: Submit<{ sessionId: string }, unknown>;
  endAll: Submit<null, unknown>;
  /** Why the reader may not end them. */
  whyNot?: string | undefined;
};

/** Where somebody is signed in now; each session can be ended, or all but the reader's own at once. */
export function Sessions(props: SessionsProps) {
  const { sessions, name, end, endAll, whyNot, newerHref, olderHref } = props;
  const { asked: ending, ask, close, done } = useAsked<Ending>();
  const paged = newerHref !== undefined || olderHref !== undefined;
  const others = sessions.filter((session) => !session.current);
  return (
    <Sheet title="Sessions" provenance={paged ? undefined : countOf(sessions.length, "open session")} flush>
      <SessionTable sessions={sessions} name={name} whyNot={whyNot} onEnd={ask} />
      {paged && <Pager shown={`${sessions.length} shown`} newerHref={newerHref} olderHref={olderHref} />}
      {whyNot === undefined && others.length > 0 && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line py-3">
          <Button variant="danger" icon={LogOut} onClick={() => ask("all")}>
            {allLabel(name)}
          </Button>
          <p className="text-xs text-ink-3">A session ends after 12 hours, or after 2 hours without use.</p>
        </div>
      )}
      <ReasonDialog
        action={ending && endingOf(ending, name)}
        onClose={close}
        submit={() => (ending === "all" || ending === null ? endAll(null) : end({ sessionId: ending.id }))}
        onDone={() => done(ending === "all" ? "Sessions ended" : "Session ended")}
      />
    </Sheet>
  );
}
