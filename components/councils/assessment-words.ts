import type { EventWords, Subject } from "#components/ui/event-words.ts";
import type { assessmentEvents } from "#lib/councils/assessment-events.ts";
import { decidedOn } from "#lib/councils/decided.ts";

const ofModel = ({ model }: { model: string }): Subject => ({ text: model, href: `/models/${model}` });

/** The tiers of models, as the audit trail words what happens to them. */
export const assessmentWords: EventWords<typeof assessmentEvents> = {
  "assessment.proposed": {
    tone: "plain",
    sentence: ({ who, data: { model, tier, from } }) =>
      tier === from
        ? `${who} assessed ${model}; its tier stays ${tier}`
        : `${who} proposed the ${tier} tier for ${model} in place of ${from}`,
    subject: ofModel,
  },
  "assessment.signed": {
    tone: "plain",
    sentence: ({ who, data: { decision, model, tier } }) =>
      `${who} ${decidedOn(decision, `the ${tier} tier of ${model}`)} for Compliance`,
    subject: ofModel,
  },
  "assessment.confirmed": {
    tone: "pass",
    sentence: ({ who, data: { model, tier } }) => `${who} recorded the ${tier} tier of ${model} as confirmed`,
    subject: ofModel,
  },
  "assessment.rejected": {
    tone: "fail",
    sentence: ({ who, data: { model, tier, from } }) =>
      `${who} recorded the rejection of the ${tier} tier of ${model}; it stays ${from}`,
    subject: ofModel,
  },
  "assessment.withdrawn": {
    tone: "plain",
    sentence: ({ who, data: { model, tier } }) => `${who} withdrew the proposed ${tier} tier of ${model}`,
    subject: ofModel,
  },
};
