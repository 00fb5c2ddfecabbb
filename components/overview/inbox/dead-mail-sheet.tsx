"use client";

import { MailCheck } from "lucide-react";
import { useId } from "react";
import { againColumn } from "#components/overview/again-column.tsx";
import type { Submit } from "#components/ui/answer.ts";
import { type Column, DataTable, Pager } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { announce } from "#components/ui/live-region.tsx";
import { ProblemNotice } from "#components/ui/notice.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Time } from "#components/ui/time.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import { DELIVERIES_KEPT_DAYS } from "#lib/overview/keeping.ts";
import { MESSAGE_KIND_WORDS } from "#lib/overview/message.ts";
import type { DeadMail, DeadMailView } from "#lib/overview/views/dead-mail.ts";

type DeadMailSheetProps = {
  mail: DeadMailView;
  resend: Submit<{ messageId: string }, unknown>;
  /** Why the reader may send none. */
  whyNot?: string | undefined;
  newerHref: string | undefined;
  olderHref: string | undefined;
};

/** Mail that reached nobody, with what the mail server said. Its reader has it in the inbox all the same. */
export function DeadMailSheet(props: DeadMailSheetProps) {
  const { mail, resend, whyNot, newerHref, olderHref } = props;
  const { items } = mail;
  const { busy, problem, send } = useSubmit(resend);
  const reasonId = useId();
  const onResend = async ({ id }: DeadMail) => {
    const answer = await send({ messageId: id });
    if (answer?.ok) announce("Mail is on its way again");
  };
  const last = againColumn<DeadMail>({
    nameOf: ({ title, person }) => `“${title}” to ${person}`,
    busy,
    whyNot,
    reasonId,
    onSend: (mail) => void onResend(mail),
  });
  return (
    <Sheet
      title="Mail that was given up"
      provenance={`newest first, kept for ${DELIVERIES_KEPT_DAYS} days`}
      flush
    >
      {(problem || whyNot) && (
        <div className="flex flex-col gap-3 py-3">
          <ProblemNotice problem={problem} />
          {whyNot && (
            <p id={reasonId} className="text-xs text-ink-3">
              {whyNot}
            </p>
          )}
        </div>
      )}
      <DataTable
        caption="Mail that was given up"
        columns={[...columns, last]}
        rows={items}
        rowKey={({ id }) => id}
        empty={
          <EmptyState icon={MailCheck} title="No mail was given up">
            Mail that the server refuses for good, or that fails eight times, appears here.
          </EmptyState>
        }
      />
      {items.length > 0 && (
        <Pager shown={`${items.length} shown`} newerHref={newerHref} olderHref={olderHref} />
      )}
    </Sheet>
  );
}

const columns: readonly Column<DeadMail>[] = [
  {
    key: "mail",
    header: "Mail",
    cell: ({ title }) => title,
    second: ({ kind }) => MESSAGE_KIND_WORDS[kind],
  },
  { key: "person", header: "For", cell: ({ person }) => person },
  { key: "trouble", header: "The mail server said", cell: ({ trouble }) => trouble ?? "nothing", wide: true },
  { key: "tries", header: "Tries", align: "right", cell: ({ tries }) => tries },
  { key: "at", header: "Given up", align: "right", cell: ({ endedAt }) => <Time at={endedAt} /> },
];
