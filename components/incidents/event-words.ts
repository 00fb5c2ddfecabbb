import type { EventWords } from "#components/ui/event-words.ts";
import type { incidentEvents } from "#lib/incidents/events.ts";

/** Incidents, as the audit trail words what happens to them. */
export const incidentWords: EventWords<typeof incidentEvents> = {
  "incident.opened": {
    tone: "fail",
    sentence: ({ who, data }) => `${who} opened incident ${data.number} for rollout ${data.rollout}`,
    subject: ({ number }) => ({ text: `incident ${number}`, href: `/incidents/${number}` }),
  },
};
