import type { EventWords, Subject } from "#components/ui/event-words.ts";
import { decidedOn } from "#lib/councils/decided.ts";
import type { councilEvents } from "#lib/councils/events.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import { assessmentWords } from "./assessment-words.ts";
import { councilEventWords } from "./council-event-words.ts";
import { delegationWords } from "./delegation-words.ts";
import { envelopeEventWords } from "./envelope-event-words.ts";
import { findingEventWords } from "./finding-event-words.ts";
import { reviewEventWords } from "./review-event-words.ts";
import { sittingEventWords } from "./sitting-event-words.ts";
import { waiverEventWords } from "./waiver-event-words.ts";

const ofPolicy = ({ version }: { version: number }): Subject => ({
  text: `policy ${version}`,
  href: "/policy",
});

/** Proposed policies and tiers, as the audit trail words what happens to them. */
export const councilWords: EventWords<typeof councilEvents> = {
  ...assessmentWords,
  ...councilEventWords,
  ...delegationWords,
  ...waiverEventWords,
  ...envelopeEventWords,
  ...findingEventWords,
  ...reviewEventWords,
  ...sittingEventWords,
  "policy.proposed": {
    tone: "plain",
    sentence: ({ who, data }) => `${who} proposed policy ${data.version}`,
    subject: ofPolicy,
  },
  "policy.signed": {
    tone: "plain",
    sentence: ({ who, data: { decision, version, seat } }) =>
      `${who} ${decidedOn(decision, `the proposed policy ${version}`)} for ${functionLabels[seat]}`,
    subject: ofPolicy,
  },
  "policy.rejected": {
    tone: "fail",
    sentence: ({ who, data }) => `${who} recorded the rejection of the proposed policy ${data.version}`,
    subject: ofPolicy,
  },
  "policy.proposal-withdrawn": {
    tone: "plain",
    sentence: ({ who, data }) => `${who} withdrew the proposed policy ${data.version}`,
    subject: ofPolicy,
  },
};
