import type { EventWords } from "#components/ui/event-words.ts";
import type { DataIn } from "#lib/kernel/event-catalogue.ts";
import type { freezeEvents } from "#lib/policy/freeze-events.ts";

const freezes = { text: "the freezes", href: "/freezes" } as const;
const what = ({ kind, number }: { kind: "end" | "except"; number?: number | undefined }): string =>
  kind === "end" ? "a freeze ends" : `release ${number} passes a freeze`;

function created({ window: { kind }, zone }: DataIn<typeof freezeEvents, "freeze.created">): string {
  if (kind === "off") return "froze a pointer by switching it off";
  return kind === "stop" ? "froze everything by a stop" : `created a freeze by the clocks of ${zone}`;
}

/** Freezes, as the audit trail words what happens to them. */
export const freezeWords: EventWords<typeof freezeEvents> = {
  "freeze.created": {
    tone: "hold",
    sentence: ({ who, data }) => `${who} ${created(data)}`,
    subject: () => freezes,
  },
  "stop.asked": {
    tone: "hold",
    sentence: ({ who }) => `${who} asked to stop all rollouts`,
    subject: () => freezes,
  },
  "stop.confirmed": {
    tone: "fail",
    sentence: ({ who }) => `${who} confirmed that all rollouts stop`,
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
