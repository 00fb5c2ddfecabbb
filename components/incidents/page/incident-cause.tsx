import { SearchX } from "lucide-react";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import type { IncidentPageView } from "#lib/incidents/views/incident-page.ts";
import { causesOf } from "./incident-words.ts";
import type { IncidentWork, NotNow } from "./incident-work.ts";
import { WrittenEntry } from "./written-entry.tsx";
import { WrittenForm } from "./written-form.tsx";

type IncidentCauseProps = { incident: IncidentPageView; work: IncidentWork; whyNot: NotNow };

/** What caused it: the newest finding on top, the earlier ones below. */
export function IncidentCause({ incident, work, whyNot }: IncidentCauseProps) {
  const [cause, ...earlier] = causesOf(incident);
  return (
    <Sheet title="Cause" provenance={cause ? `recorded by ${cause.author}` : "not recorded yet"}>
      <div className="flex flex-col gap-4">
        {cause ? (
          <WrittenEntry entry={cause} />
        ) : (
          <EmptyState icon={SearchX} title="Nobody has recorded the cause">
            The incident closes once it is known.
          </EmptyState>
        )}
        {earlier.length > 0 && (
          <details className="text-sm">
            <summary className="cursor-pointer text-ink-2">Earlier findings ({earlier.length})</summary>
            <ul className="mt-3 flex flex-col gap-3">
              {earlier.map((entry) => (
                <li key={entry.entry}>
                  <WrittenEntry entry={entry} />
                </li>
              ))}
            </ul>
          </details>
        )}
        {incident.incidentState === "open" && (
          <WrittenForm
            field="cause"
            label={cause ? "Record another cause" : "What caused it"}
            hint="Say what happened, how you know, and what was done. Kept permanently; the newest cause counts."
            verb="Record the cause"
            lengthMax={4000}
            variant={cause || whyNot.explain ? "plain" : "solid"}
            whyNot={whyNot.explain ?? undefined}
            submit={work.explain}
          />
        )}
      </div>
    </Sheet>
  );
}
