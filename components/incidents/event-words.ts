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
  "incident.assessed": {
    tone: "plain",
    sentence: ({ who, data }) => `${who} assessed incident ${data.number} as severity ${data.severity}`,
    subject: incident,
  },
  "step.ticked": {
    tone: "plain",
    sentence: ({ who, data }) => `${who} did step ${data.step} of incident ${data.number}'s playbook`,
    subject: incident,
  },
  "step.unticked": {
    tone: "plain",
    sentence: ({ who, data }) =>
      `${who} said that step ${data.step} of incident ${data.number}'s playbook is not done after all`,
    subject: incident,
  },
  "learning.added": {
    tone: "yours",
    sentence: ({ who, data }) => `${who} recorded learning ${data.learning} of incident ${data.number}`,
    subject: incident,
  },
  "learning.settled": {
    tone: "pass",
    sentence: ({ who, data }) =>
      `${who} said that learning ${data.learning} of incident ${data.number} is ${data.outcome === "in-force" ? "in force" : "dropped"}`,
    subject: incident,
  },
  "incident.closed": {
    tone: "pass",
    sentence: ({ who, data }) => `${who} closed incident ${data.number}`,
    subject: incident,
  },
};
