import { SearchX } from "lucide-react";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Pager } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { countOf } from "#components/ui/format-number.ts";
import type { PagerHrefs } from "#components/ui/href-with.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import type { EventView } from "#lib/audit/views/event.ts";
import { actorName, eventSentence, eventSubject, type Names } from "../event-words.ts";
import { type EventRow, EventRows } from "./event-rows.tsx";

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
      <EventRows
        rows={events.map((event) => rowOf(event, names))}
        empty={
          <EmptyState
            icon={SearchX}
            title="No event matches"
            action={<ButtonLink href="/audit">Show all events</ButtonLink>}
          >
            Try a person's name, a model, or what happened, such as “rolled back”.
          </EmptyState>
        }
      />
      {events.length > 0 && (
        <Pager shown={countOf(events.length, "event")} newerHref={newerHref} olderHref={olderHref} />
      )}
    </Sheet>
  );
}

const rowOf = (event: EventView, names: Names): EventRow => ({
  uid: event.uid,
  what: eventSentence(event, names),
  action: event.action,
  who: actorName(event),
  on: eventSubject(event).text,
  at: event.occurredAt,
  leaf: event.index,
});
