import type { EventWords } from "#components/ui/event-words.ts";
import type { freezeEvents } from "#lib/policy/freeze-events.ts";

const freezes = { text: "the freezes", href: "/freezes" } as const;
const what = ({ kind, number }: { kind: "end" | "except"; number?: number | undefined }): string =>
  kind === "end" ? "a freeze ends" : `release ${number} passes a freeze`;

/** Freezes, as the audit trail words what happens to them. */
export const freezeWords: EventWords<typeof freezeEvents> = {
  "freeze.created": {
    tone: "hold",
    sentence: ({ who, data: { zone } }) => `${who} created a freeze by the clocks of ${zone}`,
    subject: () => freezes,
  },
  "loosening.proposed": {
    tone: "plain",
    sentence: ({ who, data }) => `${who} proposed that ${what(data)}`,
    subject: () => freezes,
  },
  "loosening.confirmed": {
    tone: "hold",
    sentence: ({ who, data }) => `${who} confirmed that ${what(data)}`,
    subject: () => freezes,
  },
};
