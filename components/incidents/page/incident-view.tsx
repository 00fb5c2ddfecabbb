import { Activity } from "lucide-react";
import { incidentLooks } from "#components/incidents/incident-looks.ts";
import { inPageWords } from "#components/metrics/judge-words.ts";
import { rolloutFeed } from "#components/rollouts/rollout-feed.ts";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { EventFeed } from "#components/ui/event-feed.tsx";
import { PageHead, WithRail } from "#components/ui/page-head.tsx";
import { SaidText } from "#components/ui/said.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Stated, StatePill } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import type { IncidentPageView } from "#lib/incidents/views/incident-page.ts";
import { IncidentAbout } from "./incident-about.tsx";
import { IncidentAssessment } from "./incident-assessment.tsx";
import { IncidentCause } from "./incident-cause.tsx";
import { IncidentEnd } from "./incident-end.tsx";
import { IncidentLearnings } from "./incident-learnings.tsx";
import { IncidentNotes } from "./incident-notes.tsx";
import { rolloutPath, timesText } from "./incident-words.ts";
import type { IncidentWork, NotNow } from "./incident-work.ts";
import { Playbook } from "./playbook.tsx";

type IncidentViewProps = { incident: IncidentPageView; work: IncidentWork; whyNot: NotNow };

/** What happened, why, what people did, and how it ended. */
export function IncidentView(props: IncidentViewProps) {
  const { incident } = props;
  const times = timesText(incident);
  return (
    <>
      <PageHead
        marks={<Marks incident={incident} />}
        title={`Incident ${incident.number}: ${incident.title}`}
        lede={incident.conclusion ?? inPageWords(incident.summary)}
        actions={
          <ButtonLink href={rolloutPath(incident)} icon={Activity}>
            Rollout
          </ButtonLink>
        }
      />
      <WithRail railLabel="Close and about" railLast rail={<Rail {...props} />}>
        {incident.conclusion !== null && (
          <Sheet title="What happened">
            <p className="text-sm">{inPageWords(incident.summary)}</p>
          </Sheet>
        )}
        <IncidentCause {...props} />
        <IncidentLearnings {...props} />
        <IncidentNotes {...props} />
        <Sheet
          title="Timeline"
          provenance={
            times && (
              <span>
                <SaidText said={times} />
              </span>
            )
          }
        >
          <EventFeed events={rolloutFeed(incident.events, incident.stages)} />
        </Sheet>
      </WithRail>
    </>
  );
}

const Rail = (props: IncidentViewProps) => (
  <>
    <IncidentEnd {...props} />
    <Playbook {...props} />
    <IncidentAssessment {...props} />
    <IncidentAbout incident={props.incident} />
  </>
);

function Marks({
  incident: { incidentState, severity, lead, openedAt, closedAt, closedBy },
}: Pick<IncidentViewProps, "incident">) {
  return (
    <>
      <Stated look={incidentLooks[incidentState]} />
      {severity !== null && <StatePill tone={severity < 3 ? "fail" : "hold"}>Severity {severity}</StatePill>}
      <span>
        opened by the system <Time at={openedAt} as="relative" />
      </span>
      {lead && <span>led by {lead.name}</span>}
      {closedAt && (
        <span>
          closed{closedBy && ` by ${closedBy}`} <Time at={closedAt} as="relative" />
        </span>
      )}
    </>
  );
}
