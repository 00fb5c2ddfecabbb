import { incidentLooks } from "#components/incidents/incident-looks.ts";
import { FilterBar } from "#components/ui/filter-bar.tsx";
import { INCIDENT_STATES } from "#lib/incidents/incident.ts";

/** Finds an incident by number or title, by its state or its model; the choice lives in the address. */
export function IncidentFilters({ models }: { models: readonly string[] }) {
  return (
    <FilterBar
      search={{ name: "q", placeholder: "title or number" }}
      filters={[
        {
          name: "state",
          label: "State",
          choices: INCIDENT_STATES.map((state) => ({ value: state, label: incidentLooks[state].word })),
        },
        { name: "model", label: "Model", choices: models },
      ]}
    />
  );
}
