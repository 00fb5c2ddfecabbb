import type { EventWords, Subject } from "#components/ui/event-words.ts";
import type { findingEvents } from "#lib/councils/finding-events.ts";

const ofFinding = ({ number, model }: { number: number; model: string }): Subject => ({
  text: `finding ${number}`,
  href: `/models/${model}/findings`,
});

/** Documented gaps, as the audit trail words what happens to them. */
export const findingEventWords: EventWords<typeof findingEvents> = {
  "finding.opened": {
    tone: "hold",
    sentence: ({ who, data: { number, model, severity } }) =>
      `${who} opened finding ${number} of ${model}, ${severity}`,
    subject: ofFinding,
  },
  "finding.resolved": {
    tone: "pass",
    sentence: ({ who, data: { number, model } }) => `${who} resolved finding ${number} of ${model}`,
    subject: ofFinding,
  },
  "finding.accepted": {
    tone: "hold",
    sentence: ({ who, data: { number, model } }) => `${who} accepted finding ${number} of ${model} as it is`,
    subject: ofFinding,
  },
};
