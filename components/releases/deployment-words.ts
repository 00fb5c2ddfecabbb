import type { EventWords } from "#components/ui/event-words.ts";
import type { deploymentEvents } from "#lib/releases/deployment-events.ts";

/** Allowed deployments, as the audit trail words them. */
export const deploymentWords: EventWords<typeof deploymentEvents> = {
  "deployment.allowed": {
    tone: "pass",
    sentence: ({ who, data: { release, pointer } }) =>
      `${who} was allowed to deploy release ${release} on ${pointer}`,
    subject: ({ release, round }) => ({
      text: `release ${release}, round ${round}`,
      href: `/releases/${release}`,
    }),
  },
};
