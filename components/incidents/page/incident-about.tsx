import Link from "next/link";
import { rolloutLooks } from "#components/rollouts/rollout-looks.ts";
import { DefinitionList } from "#components/ui/definition-list.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Stated } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import type { IncidentPageView } from "#lib/incidents/views/incident-page.ts";
import { liveNow } from "./incident-words.ts";

/** Which rollout an incident is about, and what is live now. */
export function IncidentAbout({ incident }: { incident: IncidentPageView }) {
  const { model, candidate, release, author } = incident;
  return (
    <Sheet title="About this incident">
      <DefinitionList
        items={[
          { term: "Rollout", value: <Stated look={rolloutLooks[incident.state]} /> },
          { term: "Candidate", value: `${model} v${candidate}` },
          { term: "Now live", value: liveNow(incident) },
          {
            term: "Release",
            value: (
              <>
                <Link href={`/releases/${release}`} className="text-accent underline">
                  Release {release}
                </Link>
                , by {author}
              </>
            ),
          },
          { term: "Opened", value: <Time at={incident.openedAt} as="second" /> },
          ...(incident.closedAt
            ? [{ term: "Closed", value: <Time at={incident.closedAt} as="second" /> }]
            : []),
        ]}
      />
    </Sheet>
  );
}
