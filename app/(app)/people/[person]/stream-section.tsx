import { namesOf } from "#components/overview/audit/names-of.ts";
import { PersonStream } from "#components/overview/person/person-stream.tsx";
import { hrefWith } from "#components/ui/href-with.ts";
import { RefusalNotice } from "#components/ui/refusal-notice.tsx";
import { auditFilters } from "#lib/audit/queries/audit-filters.ts";
import { eventList } from "#lib/audit/queries/event-list.ts";
import { ask, lookAtAll } from "#lib/command/query.ts";
import { database } from "#lib/web/database.ts";
import type { PersonSection } from "./person-section.ts";

const LISTED = 25;

/** What happened to a person and what they did. */
export async function StreamSection({ caller, person }: PersonSection) {
  const stream = { person: person.id, without: "sign-ins" as const };
  const asked = { events: ask(eventList, { ...stream, limit: LISTED }), people: ask(auditFilters, {}) };
  const { events, people } = await lookAtAll(database(), asked, { caller });
  if (!events.ok) return <RefusalNotice refusal={events.error} />;
  const { items, nextCursor } = events.value;
  return (
    <PersonStream
      events={items}
      names={people.ok ? namesOf(people.value) : new Map([[person.id, person.name]])}
      moreHref={nextCursor === null ? undefined : hrefWith("/audit", { ...stream, cursor: nextCursor })}
    />
  );
}
