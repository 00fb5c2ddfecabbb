import type { EventWords, Subject } from "#components/ui/event-words.ts";
import type { incidentEvents } from "#lib/incidents/events.ts";

const incident = ({ number }: { readonly number: number }): Subject => ({
  text: `incident ${number}`,
  href: `/incidents/${number}`,
});

/** Incidents, as the audit trail words what happens to them. */
export const incidentWords: EventWords<typeof incidentEvents> = {
  "incident.opened": {
    tone: "fail",
    sentence: ({ who, data }) => `${who} opened incident ${data.number} for rollout ${data.rollout}`,
    subject: incident,
  },
  "incident.noted": {
    tone: "plain",
    sentence: ({ who, data }) => `${who} added a note to incident ${data.number}`,
    subject: incident,
  },
  "incident.explained": {
    tone: "yours",
    sentence: ({ who, data }) => `${who} recorded the cause of incident ${data.number}`,
    subject: incident,
  },
  "incident.closed": {
    tone: "pass",
    sentence: ({ who, data }) => `${who} closed incident ${data.number}`,
    subject: incident,
  },
};
