import Link from "next/link";
import { EmptyState } from "./empty-state.tsx";
import { Time } from "./time.tsx";
import { type Tone, toneColor } from "./tone.ts";

export type FeedEvent = {
  id: string;
  title: string;
  detail?: string | undefined;
  at: string;
  tone: Tone;
  /** To the event in the audit trail. */
  href?: string | undefined;
};

/** What happened, newest first, on a line that runs through the dots. */
export function EventFeed({ events, clock }: { events: readonly FeedEvent[]; clock?: boolean | undefined }) {
  if (events.length === 0) return <EmptyState title="Nothing has happened yet" />;
  return (
    <ol className="relative ml-1 border-l border-line">
      {events.map((event) => (
        <li key={event.id} className="relative pb-3.5 pl-4 last:pb-0">
          <span
            aria-hidden="true"
            className="absolute top-1 -left-[5px] size-2.5 rounded-full ring-2 ring-surface"
            style={{ backgroundColor: event.tone === "plain" ? "var(--line-strong)" : toneColor[event.tone] }}
          />
          <div className="flex items-baseline justify-between gap-3">
            {event.href ? (
              <Link href={event.href} className="text-sm font-medium hover:underline">
                {event.title}
              </Link>
            ) : (
              <span className="text-sm font-medium">{event.title}</span>
            )}
            <Time
              at={event.at}
              as={clock ? "clock" : "minute"}
              className="shrink-0 text-xs tabular-nums text-ink-3"
            />
          </div>
          {event.detail && <p className="text-xs text-ink-3">{event.detail}</p>}
        </li>
      ))}
    </ol>
  );
}
