import { eventSentence, eventTone, type Names } from "#components/overview/event-words.ts";
import { EventFeed } from "#components/ui/event-feed.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import type { EventView } from "#lib/audit/views/event.ts";

type PersonStreamProps = { person: { id: string; name: string }; events: readonly EventView[] };

/** What happened to a person and what they did, newest first, each with its leaf in the log. */
export function PersonStream({ person, events }: PersonStreamProps) {
  const names: Names = new Map([[person.id, person.name]]);
  return (
    <Sheet title="Provenance" provenance="without signing in and out; all of it in the log">
      <EventFeed
        events={events.map((event) => ({
          id: event.uid,
          title: eventSentence(event, names),
          detail: event.index === null ? undefined : `leaf ${event.index.toLocaleString("en-GB")}`,
          at: event.occurredAt,
          tone: eventTone(event.action),
          href: `/audit/${event.uid}`,
        }))}
      />
    </Sheet>
  );
}
