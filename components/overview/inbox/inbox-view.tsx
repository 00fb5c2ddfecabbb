"use client";

import { CheckCheck, Inbox, SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Pager } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FilterBar } from "#components/ui/filter-bar.tsx";
import { KeyHint } from "#components/ui/key-hint.tsx";
import { PageHead, WithRail } from "#components/ui/page-head.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import { MESSAGES_KEPT_DAYS } from "#lib/overview/keeping.ts";
import { MESSAGE_KIND_WORDS } from "#lib/overview/message.ts";
import type { InboxView as View } from "#lib/overview/views/inbox.ts";
import { InboxList, type MarkMessages } from "./inbox-list.tsx";
import { firstToDo, inboxGroups, inboxLede } from "./inbox-words.ts";

type InboxViewProps = {
  view: View;
  show: "open" | "done";
  filtered: boolean;
  newerHref: string | undefined;
  olderHref: string | undefined;
  mark: MarkMessages;
  /** What stands beside the list. */
  rail?: ReactNode;
};

/** What the reader was told: by deadline, each with why it is theirs and one act. */
export function InboxView({ view, show, filtered, newerHref, olderHref, mark, rail }: InboxViewProps) {
  const { counts, items } = view;
  return (
    <>
      <PageHead title="Inbox" lede={inboxLede(counts)} />
      <Tabs
        label="Messages"
        tabs={[
          { href: "/inbox", label: "Open", count: counts.open, current: show === "open" },
          { href: "/inbox?show=done", label: "Done", current: show === "done" },
        ]}
      />
      <InboxFilters view={view} />
      <WithRail
        railLabel="How you are told"
        railLast
        rail={
          <>
            {rail}
            <Away />
          </>
        }
      >
        <Sheet
          title={show === "open" ? "Needs you" : "Done"}
          provenance={<ListTools unread={counts.unread} mark={mark} />}
          flush
        >
          {items.length === 0 ? (
            <Nothing filtered={filtered} done={show === "done"} />
          ) : (
            <>
              <InboxList
                groups={inboxGroups(view)}
                first={show === "open" ? firstToDo(items) : undefined}
                mark={mark}
              />
              <Pager
                shown={`${items.length} shown, kept for ${MESSAGES_KEPT_DAYS} days`}
                newerHref={newerHref}
                olderHref={olderHref}
              />
            </>
          )}
        </Sheet>
      </WithRail>
    </>
  );
}

const InboxFilters = ({ view: { counts, models } }: { view: View }) => (
  <FilterBar
    search={{ name: "q", placeholder: "model, sentence or person" }}
    filters={[
      {
        name: "kind",
        label: "Kind",
        choices: counts.kinds.map(({ kind, count }) => ({
          value: kind,
          label: `${MESSAGE_KIND_WORDS[kind]} (${count})`,
        })),
      },
      { name: "model", label: "Model", choices: models },
    ]}
    ticks={[{ name: "unread", value: "yes", label: "Unread only" }]}
  />
);

function ListTools({ unread, mark }: { unread: number; mark: MarkMessages }) {
  const { busy, send } = useSubmit(mark);
  return (
    <>
      <span className="max-sm:hidden">
        <KeyHint keys="J" /> <KeyHint keys="K" /> move <KeyHint keys="↵" /> open <KeyHint keys="E" /> done{" "}
        <KeyHint keys="U" /> unread
      </span>
      {unread > 0 && (
        <Button variant="quiet" icon={CheckCheck} busy={busy} onClick={() => void send({ as: "read" })}>
          Mark all read
        </Button>
      )}
    </>
  );
}

function Nothing({ filtered, done }: { filtered: boolean; done: boolean }) {
  if (filtered)
    return (
      <EmptyState
        icon={SearchX}
        title="No message matches"
        action={<ButtonLink href="/inbox">Show all messages</ButtonLink>}
      >
        Try another word, kind or model.
      </EmptyState>
    );
  return done ? (
    <EmptyState icon={Inbox} title="Nothing is done yet">
      Messages you mark as done, and requests that are settled, move here.
    </EmptyState>
  ) : (
    <EmptyState icon={Inbox} title="Your inbox is empty">
      Requests to sign, answers, deadlines, halts and rollbacks that concern you appear here.
    </EmptyState>
  );
}

const Away = () => (
  <Sheet title="Away?">
    <p className="mb-3 text-sm text-ink-2">Hand over your seats with a start and an end.</p>
    <ButtonLink href="/account#delegations" className="w-full justify-center">
      Delegate
    </ButtonLink>
  </Sheet>
);
