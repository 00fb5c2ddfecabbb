import type { EventData, EventType } from "#lib/overview/events.ts";

type OfIncident = Extract<EventType, `incident.${string}`>;

/** Data of an event of each type of an incident. */
export const INCIDENT_EVENT_DATA: { readonly [T in OfIncident]: EventData<T> } = {
  "incident.opened": { number: 1, rollout: 1 },
  "incident.noted": { number: 1, rollout: 1, entry: 1 },
  "incident.explained": { number: 1, rollout: 1, entry: 2 },
  "incident.closed": { number: 1, rollout: 1, release: 2, cause: 2 },
};
