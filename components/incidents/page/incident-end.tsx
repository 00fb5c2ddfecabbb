import { Sheet } from "#components/ui/sheet.tsx";
import { StateMark } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import type { IncidentPageView } from "#lib/incidents/views/incident-page.ts";
import { causesOf, closingSteps } from "./incident-words.ts";
import type { IncidentWork, NotNow } from "./incident-work.ts";
import { WrittenForm } from "./written-form.tsx";

type IncidentEndProps = { incident: IncidentPageView; work: IncidentWork; whyNot: NotNow };

/** What is missing before it can be closed, and the way to close it; afterwards who closed it, and with which words. */
export function IncidentEnd({ incident, work, whyNot }: IncidentEndProps) {
  if (incident.closedAt !== null)
    return (
      <Sheet title="Closed" provenance={<Time at={incident.closedAt} />}>
        <p className="text-sm wrap-anywhere whitespace-pre-wrap">{incident.conclusion}</p>
        {incident.closedBy && <p className="mt-2 text-xs text-ink-3">Closed by {incident.closedBy}.</p>}
      </Sheet>
    );
  const steps = closingSteps(incident);
  const missing = steps.find(({ done }) => !done);
  const [cause] = causesOf(incident);
  return (
    <Sheet title="Close" provenance={missing ? "something is missing" : "nothing missing"}>
      <ul className="mb-4 flex flex-col gap-2 text-sm">
        {steps.map(({ text, done }) => (
          <li key={text} className="flex items-center gap-2">
            <StateMark tone={done ? "pass" : "hold"} icon={done ? "check" : "hourglass"} />
            {text}
          </li>
        ))}
      </ul>
      <WrittenForm
        field="conclusion"
        label="In one sentence"
        hint="Leads the page from then on. A recurrence opens a new incident."
        verb="Close the incident"
        lengthMax={500}
        variant={missing || whyNot.close ? "plain" : "solid"}
        whyNot={whyNot.close ?? missing?.text}
        submit={(conclusion) => work.close({ cause: cause?.entry ?? 0, conclusion })}
      />
    </Sheet>
  );
}
