import Link from "next/link";
import { eventSentence, eventTone, type Names } from "#components/overview/event-words.ts";
import { EventFeed } from "#components/ui/event-feed.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import type { EventView } from "#lib/audit/views/event.ts";

type PersonStreamProps = {
  events: readonly EventView[];
  /** The people in them, by id. */
  names: Names;
  /** To all of them in the audit trail, where there are more. */
  moreHref?: string | undefined;
};

/** What happened to a person and what they did, newest first, each with its leaf in the log. */
export function PersonStream({ events, names, moreHref }: PersonStreamProps) {
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
      {moreHref && (
        <Link href={moreHref} className="mt-3 block text-sm font-medium text-accent hover:underline">
          Everything earlier in the audit trail
        </Link>
      )}
    </Sheet>
  );
}
