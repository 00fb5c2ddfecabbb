import Link from "next/link";
import type { ReactNode } from "react";
import type { z } from "zod";
import { actorName, eventSubject } from "#components/audit/event-words.ts";
import type { Definition } from "#components/ui/definition-list.tsx";
import { Digest } from "#components/ui/digest.tsx";
import { formatNumber } from "#components/ui/format-number.ts";
import { hrefWith } from "#components/ui/href-with.ts";
import type { eventDetail } from "#lib/audit/queries/event-detail.ts";
import { DIGEST_PATTERN } from "#lib/kernel/digest.ts";

type EventDetail = z.input<typeof eventDetail.output>;

/** An event's facts as terms and values: who, what about, everything public it holds, and its place in its stream. */
export function recordedItems(event: EventDetail): Definition[] {
  const { data, actor } = event;
  const subject = eventSubject(event);
  const known = new Set(["number", "because"]);
  return distinct([
    {
      term: "Actor",
      value: (
        <Link href={hrefWith("/audit", { actor: actor.id })} className="hover:text-accent hover:underline">
          {actorName(event)}
          {actor.type === "system" ? `, ${actor.id}` : ""}
        </Link>
      ),
    },
    {
      term: "Subject",
      value: subject.href ? (
        <Link href={subject.href} className="text-accent hover:underline">
          {subject.text}
        </Link>
      ) : (
        subject.text
      ),
    },
    ...(typeof data["because"] === "string" ? [{ term: "Because", value: data["because"] }] : []),
    ...Object.entries(data)
      .filter(([name]) => !known.has(name))
      .map(([name, value]) => ({ term: words(name), value: verdictLink(event, name) ?? shown(value) })),
    ...event.targets.flatMap(({ type, digest }) =>
      digest ? [{ term: `${words(type)} digest`, value: <Digest value={digest} /> }] : [],
    ),
    { term: "Outcome", value: event.outcome },
    {
      term: "Stream",
      value: (
        <>
          <Link
            href={hrefWith("/audit", { stream: event.stream })}
            className="font-mono text-xs hover:text-accent hover:underline"
          >
            {event.stream}
          </Link>
          , {ordinal(event.streamSeq)} of {formatNumber(event.streamLength)}
        </>
      ),
    },
  ]);
}

/** A gate verdict has a page of its own, where it can be recomputed. */
function verdictLink({ action, data }: EventDetail, name: string): ReactNode {
  const { verdict, release } = data;
  if (name !== "verdict" || !action.startsWith("rollout.") || typeof verdict !== "string") return null;
  return (
    <Link href={`/releases/${release}/rollout/verdicts/${verdict}`} className="text-accent hover:underline">
      {verdict}
    </Link>
  );
}

/** Terms that come twice are counted: two versions have two digests. */
function distinct(items: readonly Definition[]): Definition[] {
  const seen = new Map<string, number>();
  return items.map((item) => {
    const times = (seen.get(item.term) ?? 0) + 1;
    seen.set(item.term, times);
    return times === 1 ? item : { ...item, term: `${item.term} ${times}` };
  });
}

/** `candidateWeight` as "Candidate weight". */
function words(name: string): string {
  if (name === "subject") return "Signed digest";
  const text = name.replaceAll(/[-_]/g, " ").replaceAll(/([a-z])([A-Z])/g, "$1 $2");
  return text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();
}

function shown(value: unknown): ReactNode {
  if (value === null || value === "") return "none";
  if (typeof value === "number") return formatNumber(value);
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return DIGEST_PATTERN.test(value) ? <Digest value={value} /> : value;
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.map(inLine).join(", ");
  return <Parts value={value as Record<string, unknown>} />;
}

const inLine = (value: unknown): string =>
  typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);

const PARTS_MAX = 12;

/** A small object: its own terms; a large one as it stands in the bytes below. */
function Parts({ value }: { value: Record<string, unknown> }) {
  const entries = Object.entries(value);
  const flat = entries.every(([, part]) => typeof part !== "object" || part === null);
  if (!flat || entries.length > PARTS_MAX) return <span className="text-ink-3">see the bytes below</span>;
  return (
    <span className="flex flex-col gap-1">
      {entries.map(([name, part]) => (
        <span key={name} className="flex flex-wrap items-center gap-x-2">
          <span className="text-ink-3">{name}</span> {shown(part)}
        </span>
      ))}
    </span>
  );
}

function ordinal(count: number): string {
  const rest = count % 100;
  const suffix = rest >= 11 && rest <= 13 ? "th" : (["th", "st", "nd", "rd"][count % 10] ?? "th");
  return `${formatNumber(count)}${suffix}`;
}
