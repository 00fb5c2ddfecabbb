import { EventPage, eventTitle } from "#components/overview/audit/event-view.tsx";
import { Page } from "#components/shell/page.tsx";
import { auditFilters } from "#lib/audit/queries/audit-filters.ts";
import { eventDetail } from "#lib/audit/queries/event-detail.ts";
import { ask, lookAtAll } from "#lib/command/query.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { notePageReading } from "#lib/web/note-page.ts";
import { Refused } from "../../refused.tsx";
import { ProofPanel } from "./proof-panel.tsx";

type Props = { params: Promise<{ event: string }> };

export async function generateMetadata({ params }: Props) {
  const event = decodeURIComponent((await params).event);
  return { title: /^\d+$/.test(event) ? `Leaf ${event}` : "Event" };
}

export default async function AuditEventPage({ params }: Props) {
  const caller = await pageCaller();
  const reference = decodeURIComponent((await params).event).slice(0, 40);
  const { detail, people } = await lookAtAll(
    database(),
    { detail: ask(eventDetail, { event: reference }), people: ask(auditFilters, {}) },
    { caller },
  );
  if (!detail.ok) return <Refused refusal={detail.error} what="The audit trail" permission="audit:read" />;
  notePageReading(caller, eventDetail.name, { event: reference });
  const event = detail.value;
  return (
    <Page crumbs={[{ label: "Audit", href: "/audit" }, { label: eventTitle(event.index) }]}>
      <EventPage
        event={event}
        actors={people.ok ? people.value.actors : []}
        proof={<ProofPanel event={event.uid} entry={event.entry} />}
      />
    </Page>
  );
}
