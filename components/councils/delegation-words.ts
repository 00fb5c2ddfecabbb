import type { EventWords } from "#components/ui/event-words.ts";
import type { delegationEvents } from "#lib/councils/delegation-events.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import { listed } from "#lib/kernel/listed.ts";

/** Delegations, as the audit trail words what happens to them. */
export const delegationWords: EventWords<typeof delegationEvents> = {
  "delegation.created": {
    tone: "plain",
    sentence: ({ who, data }) =>
      `${who} had somebody sign for them for ${listed(data.functions.map((name) => functionLabels[name]))}`,
    subject: ({ to }) => ({ text: "the delegate", href: `/people/${to}` }),
  },
  "delegation.ended": {
    tone: "plain",
    sentence: ({ who }) => `${who} ended a delegation before its time`,
    subject: ({ to }) => ({ text: "the delegate", href: `/people/${to}` }),
  },
};
