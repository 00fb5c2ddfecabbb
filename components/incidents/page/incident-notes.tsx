import { Sheet } from "#components/ui/sheet.tsx";
import type { IncidentPageView } from "#lib/incidents/views/incident-page.ts";
import { notesOf } from "./incident-words.ts";
import type { IncidentWork, NotNow } from "./incident-work.ts";
import { WrittenEntry } from "./written-entry.tsx";
import { WrittenForm } from "./written-form.tsx";

type IncidentNotesProps = { incident: IncidentPageView; work: IncidentWork; whyNot: NotNow };

/** What people saw and did, newest first. */
export function IncidentNotes({ incident, work, whyNot }: IncidentNotesProps) {
  const notes = notesOf(incident);
  return (
    <Sheet title="Notes" provenance={notes.length > 0 ? "newest first" : "none yet"}>
      <div className="flex flex-col gap-4">
        {incident.incidentState === "open" && (
          <WrittenForm
            field="note"
            label="Add a note"
            hint="What you saw or did. Kept permanently."
            verb="Add the note"
            lengthMax={4000}
            whyNot={whyNot.note ?? undefined}
            submit={work.note}
          />
        )}
        {notes.length > 0 && (
          <ul className="flex flex-col gap-3">
            {notes.map((entry) => (
              <li key={entry.entry}>
                <WrittenEntry entry={entry} />
              </li>
            ))}
          </ul>
        )}
        {notes.length === 0 && incident.incidentState === "closed" && (
          <p className="text-sm text-ink-2">Nobody added a note.</p>
        )}
      </div>
    </Sheet>
  );
}
