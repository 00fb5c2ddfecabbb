import type { incidentEvents } from "#lib/incidents/events.ts";
import type { EventData } from "#lib/overview/events.ts";

const id = "0197a1c0-0000-7000-8000-000000000003";

type OfIncident = keyof typeof incidentEvents;

/** Data of an event of each type of an incident. */
export const INCIDENT_EVENT_DATA: { readonly [T in OfIncident]: EventData<T> } = {
  "incident.opened": { number: 1, rollout: 1 },
  "incident.noted": { number: 1, rollout: 1, entry: 1 },
  "incident.explained": { number: 1, rollout: 1, entry: 2 },
  "incident.assessed": { number: 1, rollout: 1, severity: 2, lead: id },
  "step.ticked": { number: 1, rollout: 1, step: 1 },
  "step.unticked": { number: 1, rollout: 1, step: 1 },
  "learning.added": { number: 1, rollout: 1, learning: 1, owner: id, changes: "plan" },
  "learning.settled": { number: 1, rollout: 1, learning: 1, outcome: "in-force" },
  "incident.closed": { number: 1, rollout: 1, release: 2, cause: 2 },
};
