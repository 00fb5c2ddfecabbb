import { Download, History } from "lucide-react";
import type { ReactNode } from "react";
import { KeptDetails } from "#components/audit/kept-details.tsx";
import { AroundIt, HashedBytes, Recorded } from "#components/audit/recorded.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { actionText } from "#components/ui/event-words.ts";
import { formatNumber } from "#components/ui/format-number.ts";
import { hrefWith } from "#components/ui/href-with.ts";
import { PageHead, WithRail } from "#components/ui/page-head.tsx";
import { StatePill } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import type { AuditFiltersView } from "#lib/audit/views/audit-filters.ts";
import type { EventDetailView } from "#lib/audit/views/event-detail.ts";
import { eventSentence, eventTone } from "../event-words.ts";
import { namesOf } from "./names-of.ts";
import { recordedItems } from "./recorded-items.tsx";

type EventPageProps = {
  event: EventDetailView;
  actors: AuditFiltersView["actors"];
  /** The proof, checked in the reader's own browser. */
  proof: ReactNode;
};

/** "Leaf 10,482" */
export const eventTitle = (index: number | null): string =>
  index === null ? "Event, being sealed" : `Leaf ${formatNumber(index)}`;

/** One event: what was recorded, the bytes that were hashed, and their proof. */
export function EventPage({ event, actors, proof }: EventPageProps) {
  return (
    <>
      <EventHead event={event} actors={actors} />
      <WithRail
        railLabel="Proof"
        railLast
        rail={
          <>
            {proof}
            <AroundIt neighbours={event.around} current={event.index} />
          </>
        }
      >
        <Recorded items={recordedItems(event)} />
        <KeptDetails details={event.details} />
        <HashedBytes text={event.entry} />
      </WithRail>
    </>
  );
}

function EventHead({ event, actors }: Omit<EventPageProps, "proof">) {
  return (
    <PageHead
      marks={
        <>
          <StatePill tone={eventTone(event.action)}>{actionText(event.action)}</StatePill>
          <Time at={event.occurredAt} as="second" />
        </>
      }
      title={eventTitle(event.index)}
      lede={eventSentence(event, namesOf({ actors }))}
      actions={
        <>
          <ButtonLink
            href={`/api/v1/log/proof/${event.uid}.tlog-proof`}
            icon={Download}
            download
            whyNot={
              event.receipt === null ? "Not signed yet. Signing usually takes less than a second." : undefined
            }
          >
            Download proof
          </ButtonLink>
          <ButtonLink href={hrefWith("/audit", { asOf: event.occurredAt })} icon={History}>
            Show the trail as of then
          </ButtonLink>
        </>
      }
    />
  );
}
