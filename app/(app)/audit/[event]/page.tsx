import { Download, History } from "lucide-react";
import { eventSentence, eventTone } from "#components/audit/event-words.ts";
import { AroundIt, HashedBytes, Recorded } from "#components/audit/recorded.tsx";
import { Page } from "#components/shell/page.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { formatNumber } from "#components/ui/format-number.ts";
import { utcText } from "#components/ui/format-time.ts";
import { hrefWith } from "#components/ui/href-with.ts";
import { PageHead, WithRail } from "#components/ui/page-head.tsx";
import { StatePill } from "#components/ui/state-pill.tsx";
import { auditFilters } from "#lib/audit/queries/audit-filters.ts";
import { eventDetail } from "#lib/audit/queries/event-detail.ts";
import { look } from "#lib/command/query.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { notePageReading } from "#lib/web/note-page.ts";
import { Refused } from "../../refused.tsx";
import { KeptDetails } from "./kept-details.tsx";
import { ProofPanel } from "./proof-panel.tsx";
import { recordedItems } from "./recorded-items.tsx";

type Props = { params: Promise<{ event: string }> };

export async function generateMetadata({ params }: Props) {
  const event = decodeURIComponent((await params).event);
  return { title: /^\d+$/.test(event) ? `Leaf ${event}` : "Event" };
}

/** One event: what was recorded, the bytes that were hashed, and its proof checked in the reader's own browser. */
export default async function EventPage({ params }: Props) {
  const caller = await pageCaller();
  const reference = decodeURIComponent((await params).event).slice(0, 40);
  const answer = await look(database(), eventDetail, { event: reference }, { caller });
  if (!answer.ok) return <Refused refusal={answer.error} what="The audit trail" permission="audit:read" />;
  notePageReading(caller, eventDetail.name, { event: reference });
  const event = answer.value;
  const people = await look(database(), auditFilters, {}, { caller });
  const names = new Map((people.ok ? people.value.actors : []).map(({ id, name }) => [id, name]));
  const title = event.index === null ? "Event, being sealed" : `Leaf ${formatNumber(event.index)}`;
  return (
    <Page crumbs={[{ label: "Audit", href: "/audit" }, { label: title }]}>
      <PageHead
        marks={
          <>
            <StatePill tone={eventTone(event.action)}>{event.action}</StatePill>
            <span>{utcText(Date.parse(event.occurredAt))}</span>
          </>
        }
        title={title}
        lede={eventSentence(event, names)}
        actions={
          <>
            <ButtonLink
              href={`/api/v1/log/proof/${event.uid}.tlog-proof`}
              icon={Download}
              download
              whyNot={event.receipt === null ? "It is not signed yet; usually within a second." : undefined}
            >
              Download proof
            </ButtonLink>
            <ButtonLink href={hrefWith("/audit", { asOf: event.occurredAt })} icon={History}>
              Show as of then
            </ButtonLink>
          </>
        }
      />
      <WithRail
        railLabel="Proof"
        railLast
        rail={
          <>
            <ProofPanel event={event.uid} entry={event.entry} />
            <AroundIt
              neighbours={event.around.map(({ index, action }) => ({
                leafIndex: index,
                action,
                current: index === event.index,
              }))}
            />
          </>
        }
      >
        <Recorded items={recordedItems(event)} />
        <KeptDetails details={event.details} />
        <HashedBytes text={event.entry} byteLength={new TextEncoder().encode(event.entry).length} />
      </WithRail>
    </Page>
  );
}
