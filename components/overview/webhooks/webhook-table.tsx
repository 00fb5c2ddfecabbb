import { clsx } from "clsx";
import { Webhook } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Stated } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import type { ListedWebhook } from "#lib/overview/views/webhook-list.ts";
import { FORMAT_WORDS, kindsText, webhookLook } from "./webhook-words.ts";

/** What somebody wants to do with a webhook. */
export type WebhookStep = "change" | "rotate" | "remove";

type WebhookTableProps = {
  webhooks: readonly ListedWebhook[];
  onStep: (step: WebhookStep, webhook: ListedWebhook) => void;
  /** Why the reader may change none, and where that is printed. */
  whyNot: string | undefined;
  reasonId: string;
  /** The way to the first one. */
  newWebhook: ReactNode;
};

/** The webhooks of the workspace, each with its state. */
export function WebhookTable({ webhooks, onStep, whyNot, reasonId, newWebhook }: WebhookTableProps) {
  const button = (step: WebhookStep, label: string, webhook: ListedWebhook) => (
    <Button
      variant={step === "remove" ? "danger" : "plain"}
      whyNot={whyNot}
      reasonId={reasonId}
      onClick={() => onStep(step, webhook)}
    >
      {label}
      <span className="sr-only"> {webhook.name}</span>
    </Button>
  );
  const last: Column<ListedWebhook> = {
    key: "steps",
    header: "Steps",
    quietHeader: true,
    className: "sm:text-right",
    cell: (webhook) => (
      <span className="flex flex-wrap gap-2 sm:justify-end">
        {button("change", "Change", webhook)}
        {webhook.format === "cloudevents" && button("rotate", "New secret", webhook)}
        {button("remove", "Remove", webhook)}
      </span>
    ),
  };
  return (
    <DataTable
      caption="Webhooks"
      columns={[...columns, last]}
      rows={webhooks}
      rowKey={({ id }) => id}
      empty={
        <EmptyState icon={Webhook} title="No webhook yet" action={newWebhook}>
          A webhook posts events of the log to another system, signed, as they happen.
        </EmptyState>
      }
    />
  );
}

const columns: readonly Column<ListedWebhook>[] = [
  {
    key: "name",
    header: "Webhook",
    cell: ({ name }) => name,
    second: ({ url }) => <span className="break-all">{url}</span>,
  },
  {
    key: "kinds",
    header: "Events",
    cell: (webhook) => (
      <span className={clsx("text-ink-2", webhook.kinds.length > 0 && "font-mono text-xs")}>
        {kindsText(webhook)}
      </span>
    ),
    second: ({ oldUntil, format }) => (
      <>
        {FORMAT_WORDS[format]}
        {oldUntil && format === "cloudevents" && (
          <>
            . The old secret signs too until <Time at={oldUntil} />
          </>
        )}
      </>
    ),
  },
  { key: "state", header: "State", cell: (webhook) => <Stated look={webhookLook(webhook)} /> },
  {
    key: "sent",
    header: "Last sent",
    align: "right",
    cell: ({ sentAt }) =>
      sentAt ? <Time at={sentAt} as="relative" /> : <span className="text-ink-3">never</span>,
  },
];
