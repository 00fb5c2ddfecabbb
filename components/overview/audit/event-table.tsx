import { SearchX } from "lucide-react";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { type Column, DataTable, Pager } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { countOf, formatNumber } from "#components/ui/format-number.ts";
import type { PagerHrefs } from "#components/ui/href-with.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import { Time } from "#components/ui/time.tsx";
import type { EventView } from "#lib/audit/views/event.ts";
import { actorName, eventSentence, eventSubject, type Names } from "../event-words.ts";

type EventTableProps = PagerHrefs & {
  events: readonly EventView[];
  names: Names;
  /** Leaves in the whole log. */
  treeSize: number;
};

/** The trail as a list: what, who, on what, when, and its place in the log. */
export function EventTable({ events, names, treeSize, newerHref, olderHref }: EventTableProps) {
  return (
    <Sheet title="Events" provenance={`log of ${countOf(treeSize, "leaf", "leaves")}`} flush>
      <DataTable
        caption="Audit events"
        columns={columnsOf(names)}
        rows={events}
        rowKey={({ uid }) => uid}
        empty={
          <EmptyState
            icon={SearchX}
            title="No event matches"
            action={<ButtonLink href="/audit">Show all events</ButtonLink>}
          >
            Try a person's name, a model, or an action such as “verdict.cast”.
          </EmptyState>
        }
        rowHref={({ index, uid }) => `/audit/${index ?? uid}`}
      />
      {events.length > 0 && (
        <Pager shown={countOf(events.length, "event")} newerHref={newerHref} olderHref={olderHref} />
      )}
    </Sheet>
  );
}

const columnsOf = (names: Names): readonly Column<EventView>[] => [
  {
    key: "what",
    header: "What",
    cell: (event) => eventSentence(event, names),
    second: ({ action }) => <span className="font-mono text-2xs">{action}</span>,
  },
  { key: "who", header: "Who", cell: (event) => <span className="text-ink-2">{actorName(event)}</span> },
  {
    key: "on",
    header: "On",
    cell: (event) => <span className="text-ink-2">{eventSubject(event).text}</span>,
  },
  {
    key: "at",
    header: "When",
    align: "right",
    cell: ({ occurredAt }) => <Time at={occurredAt} as="second" className="text-ink-2" />,
  },
  {
    key: "leaf",
    header: "Leaf",
    align: "right",
    cell: ({ index }) =>
      index === null ? (
        <span className="text-ink-3">being sealed</span>
      ) : (
        <span className="font-mono text-xs">{formatNumber(index)}</span>
      ),
  },
];
