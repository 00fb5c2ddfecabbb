import { MailCheck } from "lucide-react";
import { type Column, DataTable, Pager } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Time } from "#components/ui/time.tsx";
import { MESSAGE_KIND_WORDS } from "#lib/overview/message.ts";
import type { DeadMail, DeadMailView } from "#lib/overview/views/dead-mail.ts";

type DeadMailSheetProps = {
  mail: DeadMailView;
  newerHref: string | undefined;
  olderHref: string | undefined;
};

/** Mail that reached nobody, with what the mail server said. Its reader has it in the inbox all the same. */
export function DeadMailSheet({ mail: { items }, newerHref, olderHref }: DeadMailSheetProps) {
  return (
    <Sheet title="Mail that was given up" provenance="newest first" flush>
      <DataTable
        caption="Mail that was given up"
        columns={columns}
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
