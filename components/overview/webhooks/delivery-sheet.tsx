"use client";

import { Inbox } from "lucide-react";
import { againColumn } from "#components/overview/again-column.tsx";
import type { Submit } from "#components/ui/answer.ts";
import { type Column, DataTable, Pager } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { PagerHrefs } from "#components/ui/href-with.ts";
import { announce } from "#components/ui/live-region.tsx";
import { ProblemNotice } from "#components/ui/notice.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Stated } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import { DELIVERIES_KEPT_DAYS } from "#lib/overview/keeping.ts";
import type { ListedDelivery } from "#lib/overview/views/webhook-list.ts";
import { answerText, deliveryLook } from "./webhook-words.ts";

export type Resend = Submit<{ webhookId: string; delivery: string }, unknown>;

type DeliverySheetProps = PagerHrefs & {
  deliveries: readonly ListedDelivery[];
  resend: Resend;
  /** Why the reader may send none, and where that is printed. */
  whyNot: string | undefined;
  reasonId: string;
};

/** The newest events on their way to receivers, with what each receiver answered. */
export function DeliverySheet({
  deliveries,
  resend,
  whyNot,
  reasonId,
  newerHref,
  olderHref,
}: DeliverySheetProps) {
  const { busy, problem, send } = useSubmit(resend);
  const onResend = async ({ webhookId, id }: ListedDelivery) => {
    const answer = await send({ webhookId, delivery: id });
    if (answer?.ok) announce("Event sent again");
  };
  const last = againColumn<ListedDelivery>({
    nameOf: ({ action, webhook }) => `${action} to ${webhook}`,
    applies: ({ state }) => state !== "due",
    busy,
    whyNot,
    reasonId,
    onSend: (delivery) => void onResend(delivery),
  });
  return (
    <Sheet title="Deliveries" provenance={`newest first, kept for ${DELIVERIES_KEPT_DAYS} days`} flush>
      {problem && (
        <div className="py-3">
          <ProblemNotice problem={problem} />
        </div>
      )}
      <DataTable
        caption="Deliveries"
        columns={[...columns, last]}
        rows={deliveries}
        rowKey={({ id, webhookId }) => `${webhookId}/${id}`}
        empty={
          <EmptyState icon={Inbox} title="Nothing was sent yet">
            Events that happen after a webhook was created appear here.
          </EmptyState>
        }
      />
      {deliveries.length > 0 && (
        <Pager shown={`${deliveries.length} shown`} newerHref={newerHref} olderHref={olderHref} />
      )}
    </Sheet>
  );
}

const columns: readonly Column<ListedDelivery>[] = [
  {
    key: "event",
    header: "Event",
    cell: ({ action }) => <span className="font-mono text-xs">{action}</span>,
    second: ({ webhook }) => `to ${webhook}`,
  },
  { key: "state", header: "State", cell: (delivery) => <Stated look={deliveryLook(delivery)} /> },
  {
    key: "answer",
    header: "The receiver answered",
    cell: (delivery) => <span className="break-words text-ink-2">{answerText(delivery)}</span>,
    wide: true,
  },
  { key: "tries", header: "Tries", align: "right", cell: ({ tries }) => tries },
  {
    key: "at",
    header: "Ended, or next",
    align: "right",
    cell: ({ endedAt, nextAt }) => <Time at={endedAt ?? nextAt} />,
  },
];
