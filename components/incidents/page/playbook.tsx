import { ButtonLink } from "#components/ui/button-link.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import type { IncidentPageView } from "#lib/incidents/views/incident-page.ts";
import { rolloutPath, stepsDone } from "./incident-words.ts";
import type { IncidentWork, NotNow } from "./incident-work.ts";
import { PlaybookStep } from "./playbook-step.tsx";

type PlaybookProps = { incident: IncidentPageView; work: IncidentWork; whyNot: NotNow };

/** The steps to take now, each with who did it, and the verdict to check them by. */
export function Playbook({ incident, work, whyNot }: PlaybookProps) {
  const isOpen = incident.incidentState === "open";
  return (
    <Sheet title={isOpen ? "What to do now" : "What there was to do"} provenance={stepsDone(incident)}>
      <ol className="flex flex-col gap-3 text-sm">
        {incident.steps.map((step, at) => (
          <PlaybookStep
            key={step.text}
            step={step}
            number={at + 1}
            tick={isOpen ? work.tick : undefined}
            whyNot={whyNot.tick}
          />
        ))}
      </ol>
      {incident.verdict && (
        <ButtonLink href={`${rolloutPath(incident)}/verdicts/${incident.verdict}`} className="mt-4">
          Recompute the verdict
        </ButtonLink>
      )}
    </Sheet>
  );
}
