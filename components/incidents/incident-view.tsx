import { rolloutFeed } from "#components/rollouts/rollout-feed.ts";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { EventFeed } from "#components/ui/event-feed.tsx";
import { PageHead, WithRail } from "#components/ui/page-head.tsx";
import { SaidText } from "#components/ui/said.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { StatePill } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import type { IncidentPageView } from "#lib/incidents/views/incident-page.ts";
import { IncidentAbout } from "./incident-about.tsx";
import { rolloutPath, timesText } from "./incident-words.ts";
import { Playbook } from "./playbook.tsx";

type IncidentViewProps = { incident: IncidentPageView };

/** What happened, what to do now, and the timeline. */
export function IncidentView({ incident }: IncidentViewProps) {
  const times = timesText(incident);
  return (
    <>
      <PageHead
        marks={<Marks incident={incident} />}
        title={`Incident ${incident.number}: ${incident.title}`}
        lede={incident.summary}
        actions={
          <ButtonLink href={rolloutPath(incident)} variant="solid">
            See the rollout
          </ButtonLink>
        }
      />
      <WithRail railLabel="About this incident" rail={<IncidentAbout incident={incident} />}>
        <Playbook incident={incident} />
        <Sheet title="Timeline" provenance={times && <SaidText said={times} />}>
          <EventFeed events={rolloutFeed(incident.events, incident.stages)} clock />
        </Sheet>
      </WithRail>
    </>
  );
}

function Marks({ incident: { openedAt, closedAt } }: IncidentViewProps) {
  return (
    <>
      {closedAt ? (
        <StatePill tone="plain">Closed</StatePill>
      ) : (
        <StatePill tone="fail" icon="alert">
          Open
        </StatePill>
      )}
      <span>
        opened <Time at={openedAt} as="relative" />
      </span>
    </>
  );
}
