import { ButtonLink } from "#components/ui/button-link.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import type { IncidentPageView } from "#lib/incidents/views/incident-page.ts";
import { rolloutPath } from "./incident-words.ts";

/** The steps to take now, and the verdict to check them by. */
export function Playbook({ incident }: { incident: IncidentPageView }) {
  return (
    <Sheet
      title={incident.incidentState === "open" ? "What to do now" : "What there was to do"}
      provenance="playbook"
    >
      <ol className="flex list-decimal flex-col gap-2 pl-5 text-sm marker:text-ink-3">
        {incident.playbook.map((step) => (
          <li key={step}>{step}</li>
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
