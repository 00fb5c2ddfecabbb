import type { EventWords } from "#components/ui/event-words.ts";
import type { emergencyEvents } from "#lib/releases/emergency-events.ts";

const page = ({ number }: { number: number }) => ({ text: `release ${number}`, href: `/releases/${number}` });

/** Emergencies, as the audit trail words what happens to them. */
export const emergencyWords: EventWords<typeof emergencyEvents> = {
  "emergency.declared": {
    tone: "hold",
    sentence: ({ who, data }) =>
      `${who} declared release ${data.number} an emergency for incident ${data.incident}, up to ${data.maxPercent} %`,
    subject: page,
  },
  "emergency.authorised": {
    tone: "fail",
    sentence: ({ who, data }) => `${who} let release ${data.number} out before its review`,
    subject: page,
  },
};
