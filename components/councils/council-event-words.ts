import type { EventWords, Subject } from "#components/ui/event-words.ts";
import type { councilOwnEvents } from "#lib/councils/council-events.ts";
import { decidedOn } from "#lib/councils/decided.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";

const ofCouncil = ({ council, version }: { council: string; version: number }): Subject => ({
  text: `composition ${version} of a council`,
  href: `/councils/${council}`,
});

/** Councils, as the audit trail words what happens to them. */
export const councilEventWords: EventWords<typeof councilOwnEvents> = {
  "council.proposed": {
    tone: "plain",
    sentence: ({ who, data: { content, version } }) =>
      version === 1
        ? `${who} proposed a council: ${content.name}`
        : `${who} proposed composition ${version} of ${content.name}`,
    subject: ofCouncil,
  },
  "council.signed": {
    tone: "plain",
    sentence: ({ who, data: { decision, version, seat } }) =>
      `${who} ${decidedOn(decision, `the proposed composition ${version} of a council`)} for ${functionLabels[seat]}`,
    subject: ofCouncil,
  },
  "council.composed": {
    tone: "plain",
    sentence: ({ who, data: { content, version } }) =>
      `${who} put composition ${version} of ${content.name} in force`,
    subject: ofCouncil,
  },
  "council.rejected": {
    tone: "fail",
    sentence: ({ who, data: { version } }) =>
      `${who} recorded the rejection of composition ${version} of a council`,
    subject: ofCouncil,
  },
  "council.proposal-withdrawn": {
    tone: "plain",
    sentence: ({ who, data: { version } }) =>
      `${who} withdrew the proposed composition ${version} of a council`,
    subject: ofCouncil,
  },
};
