import Link from "next/link";
import type { ReactNode } from "react";
import { distinctTerms, ordinalText, termOf } from "#components/audit/field-words.ts";
import { recordedValue } from "#components/audit/recorded-value.tsx";
import { actorName, eventSubject } from "#components/overview/event-words.ts";
import type { Definition } from "#components/ui/definition-list.tsx";
import { Digest } from "#components/ui/digest.tsx";
import { formatNumber } from "#components/ui/format-number.ts";
import { hrefWith } from "#components/ui/href-with.ts";
import type { EventDetailView } from "#lib/audit/views/event-detail.ts";

/** Said elsewhere on the page: the number in the subject, the reason on a line of its own. */
const SAID_ELSEWHERE = new Set(["number", "because"]);

/** An event's facts as terms and values: who, what about, every public fact, and its place in its stream. */
export function recordedItems(event: EventDetailView): Definition[] {
  const { data } = event;
  return distinctTerms([
    { term: "Actor", value: <Actor event={event} /> },
    { term: "Event", value: <span className="font-mono text-xs">{event.action}</span> },
    { term: "Subject", value: <SubjectOf event={event} /> },
    ...(typeof data["because"] === "string" ? [{ term: "Because", value: data["because"] }] : []),
    ...Object.entries(data)
      .filter(([name]) => !SAID_ELSEWHERE.has(name))
      .map(([name, value]) => ({
        term: termOf(name),
        value: verdictLink(event, name) ?? recordedValue(value),
      })),
    ...event.targets.flatMap(({ type, digest }) =>
      digest ? [{ term: `${termOf(type)} digest`, value: <Digest value={digest} /> }] : [],
    ),
    { term: "Outcome", value: event.outcome },
    { term: "Stream", value: <Stream event={event} /> },
  ]);
}

type Shown = { event: EventDetailView };

const Actor = ({ event }: Shown) => (
  <Link
    href={hrefWith("/audit", { [event.actor.type === "user" ? "person" : "actor"]: event.actor.id })}
    className="hover:text-accent hover:underline"
  >
    {actorName(event)}
    {event.actor.type === "system" ? `, ${event.actor.id}` : ""}
  </Link>
);

function SubjectOf({ event }: Shown) {
  const { text, href } = eventSubject(event);
  if (!href) return text;
  return (
    <Link href={href} className="text-accent hover:underline">
      {text}
    </Link>
  );
}

const Stream = ({ event: { stream, streamSeq, streamLength } }: Shown) => (
  <>
    <Link
      href={hrefWith("/audit", { stream })}
      className="font-mono text-xs hover:text-accent hover:underline"
    >
      {stream}
    </Link>
    , {ordinalText(streamSeq)} of {formatNumber(streamLength)}
  </>
);

/** A gate verdict has a page of its own, where it can be recomputed. */
function verdictLink({ action, data }: EventDetailView, name: string): ReactNode {
  const { verdict, release } = data;
  if (name !== "verdict" || !action.startsWith("rollout.") || typeof verdict !== "string") return null;
  return (
    <Link href={`/releases/${release}/rollout/verdicts/${verdict}`} className="text-accent hover:underline">
      {verdict}
    </Link>
  );
}
