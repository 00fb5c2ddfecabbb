import type { EventWords } from "#components/ui/event-words.ts";
import type { policyEvents } from "#lib/policy/events.ts";

/** The policy in force, as the audit trail words what happens to it. */
export const policyWords: EventWords<typeof policyEvents> = {
  "policy.published": {
    tone: "plain",
    sentence: ({ who, data }) => `${who} published policy ${data.version}`,
    subject: ({ version }) => ({ text: `policy ${version}`, href: "/policy" }),
  },
};
