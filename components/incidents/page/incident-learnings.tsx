import { Lightbulb } from "lucide-react";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import type { IncidentPageView } from "#lib/incidents/views/incident-page.ts";
import { learningsText } from "./incident-words.ts";
import type { IncidentWork, NotNow } from "./incident-work.ts";
import { LearningForm } from "./learning-form.tsx";
import { LearningLine } from "./learning-line.tsx";

type IncidentLearningsProps = { incident: IncidentPageView; work: IncidentWork; whyNot: NotNow };

/** What the incident taught, what is to change for it, who sees to that, and what became of it. */
export function IncidentLearnings({ incident, work, whyNot }: IncidentLearningsProps) {
  const { learnings, people, incidentState } = incident;
  return (
    <Sheet title="What was learned, and where it goes" provenance={learningsText(learnings)}>
      <div className="flex flex-col gap-5">
        {learnings.length > 0 && (
          <ul className="flex flex-col divide-y divide-line">
            {learnings.map((learning) => (
              <LearningLine key={learning.learning} learning={learning} settle={work.settle} />
            ))}
          </ul>
        )}
        {learnings.length === 0 && (
          <EmptyState icon={Lightbulb} title="Nothing was learned yet">
            What is to change so that this does not happen again? Its owner is reminded until it is in force.
          </EmptyState>
        )}
        {incidentState === "open" && (
          <LearningForm people={people} learn={work.learn} whyNot={whyNot.learn} />
        )}
      </div>
    </Sheet>
  );
}
