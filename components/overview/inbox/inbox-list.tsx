"use client";

import { clsx } from "clsx";
import { Check, RotateCcw } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import type { Submit } from "#components/ui/answer.ts";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { useHotkeys } from "#components/ui/hotkeys.ts";
import { Notice } from "#components/ui/notice.tsx";
import { StateMark } from "#components/ui/state-pill.tsx";
import { Deadline, Time } from "#components/ui/time.tsx";
import type { Tone } from "#components/ui/tone.ts";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { MessageMark } from "#lib/overview/message.ts";
import type { InboxItem } from "#lib/overview/views/inbox.ts";
import { type InboxGroup, messageDetail, messageLooks } from "./inbox-words.ts";

export type MarkMessages = Submit<{ messages?: string[]; as: MessageMark }, { marked: number }>;

type InboxListProps = {
  groups: readonly InboxGroup[];
  /** Whose button is solid. */
  first: string | undefined;
  mark: MarkMessages;
};

/** Messages by deadline. J and K move, Enter opens, E marks as done and U as unread. */
export function InboxList({ groups, first, mark }: InboxListProps) {
  const { problem, send } = useSubmit(mark);
  const [marks, setMarks] = useState<ReadonlyMap<string, MessageMark>>(new Map());
  const marking = (id: string, as: MessageMark) => {
    setMarks((before) => new Map(before).set(id, as));
    void send({ messages: [id], as });
  };
  const act = (as: MessageMark) => () => {
    const id = focusedRow()?.dataset["message"];
    if (!id) return;
    if (as === "done") move(1);
    marking(id, as);
  };
  useHotkeys({ j: () => move(1), k: () => move(-1), e: act("done"), u: act("unread") });
  return (
    <>
      {problem && (
        <Notice tone="fail" title={problem.title}>
          {problem.todo}
        </Notice>
      )}
      {groups.map(({ name, tone, items }) => (
        <section key={name} aria-label={name} className="pt-3">
          <h3 className={clsx("text-xs font-medium", groupTone[tone] ?? "text-ink-2")}>{name}</h3>
          <ul className="divide-y divide-line">
            {items.map((item) => (
              <Row
                key={item.id}
                item={item}
                marked={marks.get(item.id)}
                solid={item.id === first}
                onMark={(as) => marking(item.id, as)}
              />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

const groupTone: Partial<Record<Tone, string>> = { fail: "text-fail", hold: "text-hold" };

type RowProps = {
  item: InboxItem;
  marked: MessageMark | undefined;
  solid: boolean;
  onMark: (as: MessageMark) => void;
};

function Row({ item, marked, solid, onMark }: RowProps) {
  const { action, icon, tone } = messageLooks[item.kind];
  const unread = marked === undefined || marked === "open" ? item.unread : marked === "unread";
  const done = marked === "done" || (item.done && marked !== "open");
  const read = () => unread && onMark("read");
  return (
    <li
      data-message={item.id}
      className={clsx(
        "flex flex-wrap items-center gap-x-3 gap-y-1 py-2.5",
        done && !item.done && "opacity-55",
      )}
    >
      <UnreadDot unread={unread} />
      <StateMark tone={tone} icon={icon} square />
      <span className="min-w-0 flex-1 basis-44">
        <Link
          href={item.href}
          onClick={read}
          data-row-link
          className={clsx("block text-sm hover:underline", unread ? "font-semibold" : "font-medium")}
        >
          {item.title}
        </Link>
        <span className="block text-xs text-ink-3">{messageDetail(item)}</span>
      </span>
      <span className="flex items-center gap-3 text-xs text-ink-3 max-sm:ml-16">
        {item.dueAt && !item.done ? (
          <Deadline at={item.dueAt} className="font-medium" />
        ) : (
          <Time at={item.toldAt} as="relative" />
        )}
        <ButtonLink
          href={item.href}
          variant={solid && !done ? "solid" : "plain"}
          aria-label={`${action}: ${item.title}`}
        >
          {action}
        </ButtonLink>
        <DoneButton item={item} done={done} onMark={onMark} />
      </span>
    </li>
  );
}

const UnreadDot = ({ unread }: { unread: boolean }) => (
  <span className="grid w-2 place-items-center">
    {unread && (
      <>
        <span aria-hidden="true" className="size-2 rounded-full bg-accent" />
        <span className="sr-only">Unread</span>
      </>
    )}
  </span>
);

function DoneButton({ item, done, onMark }: Pick<RowProps, "item" | "onMark"> & { done: boolean }) {
  const Icon = done ? RotateCcw : Check;
  const label = done ? "Open again" : "Mark as done";
  return (
    <button
      type="button"
      title={label}
      aria-label={`${label}: ${item.title}`}
      onClick={() => onMark(done ? "open" : "done")}
      className="inline-grid size-8 place-items-center rounded-md text-ink-2 hover:bg-sunken"
    >
      <Icon aria-hidden="true" className="size-4" />
    </button>
  );
}

const focusedRow = (): HTMLElement | null =>
  document.activeElement?.closest<HTMLElement>("li[data-message]") ?? null;

/** Moves the focus to the next or the previous message, so that Enter opens it as it opens any link. */
function move(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>("li[data-message]")];
  const row = focusedRow();
  const at = row ? rows.indexOf(row) : -1;
  const next = rows[at < 0 ? 0 : Math.min(Math.max(at + step, 0), rows.length - 1)];
  next?.querySelector<HTMLElement>("[data-row-link]")?.focus();
}
