import { lapseText } from "#components/releases/lapse-text.ts";
import { overText } from "#components/releases/over-text.ts";
import type { EventWords, Subject } from "#components/ui/event-words.ts";
import { decidedOn } from "#lib/councils/decided.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import type { releaseEvents } from "#lib/releases/events.ts";
import { releaseTitle } from "#lib/releases/release-title.ts";
import { emergencyWords } from "./emergency-event-words.ts";

const page = (number: number, round?: number): Subject => ({
  text: `release ${number}${round === undefined ? "" : `, round ${round}`}`,
  href: `/releases/${number}`,
});

const inRound = ({ number, round }: { number: number; round: number }): Subject => page(number, round);
/** In an event of its rollout, `number` is the rollout's. */
const withRollout = ({ release }: { release: number }): Subject => page(release);

/** Releases and their verdicts, as the audit trail words what happens to them. */
export const releaseWords: EventWords<typeof releaseEvents> = {
  ...emergencyWords,
  "release.opened": {
    tone: "plain",
    sentence: ({ who, data }) => `${who} opened release ${data.number} of ${releaseTitle(data)}`,
    subject: inRound,
  },
  "release.submitted": {
    tone: "plain",
    sentence: ({ who, data }) => `${who} submitted release ${data.number}`,
    subject: inRound,
  },
  "release.edited": {
    tone: "plain",
    sentence: ({ who, data }) => `${who} edited release ${data.number}, which opened round ${data.round}`,
    subject: inRound,
  },
  "verdict.cast": {
    tone: "plain",
    sentence: ({ who, data: { decision, number, seat, over } }) =>
      `${who} ${decidedOn(decision, `release ${number}`)} for ${functionLabels[seat]}${overText(over)}`,
    subject: inRound,
  },
  "verdict.sealed": {
    tone: "plain",
    sentence: ({ who, data: { number, seat } }) =>
      `${who} gave a sealed verdict on release ${number} for ${functionLabels[seat]}`,
    subject: inRound,
  },
  "verdict.revealed": {
    tone: "plain",
    sentence: ({ data: { number } }) => `The sealed verdicts on release ${number} were revealed`,
    subject: inRound,
  },
  "release.heard": {
    tone: "plain",
    sentence: ({ who, data }) => `${who} recorded release ${data.number} in a sitting of its council`,
    subject: inRound,
  },
  "release.seat-reminded": {
    tone: "plain",
    sentence: ({ data }) =>
      `The members of ${functionLabels[data.seat]} were reminded of release ${data.number}`,
    subject: inRound,
  },
  "release.seat-escalated": {
    tone: "hold",
    sentence: ({ data }) =>
      data.step === "escalated"
        ? `The late seat ${functionLabels[data.seat]} of release ${data.number} went to the escalation group`
        : `The alternates of ${functionLabels[data.seat]} and the chair were told that release ${data.number} is late`,
    subject: inRound,
  },
  "condition.reported": {
    tone: "plain",
    sentence: ({ who, data }) => `${who} reported a condition of release ${data.number} as met`,
    subject: inRound,
  },
  "condition.signed": {
    tone: "plain",
    sentence: ({ who, data: { decision, number, seat } }) =>
      decision === "approve"
        ? `${who} confirmed for ${functionLabels[seat]} that a condition of release ${number} is met`
        : `${who} found for ${functionLabels[seat]} that a condition of release ${number} is not met`,
    subject: inRound,
  },
  "thread.opened": {
    tone: "plain",
    sentence: ({ who, data }) => `${who} opened thread ${data.nth} of release ${data.number}`,
    subject: inRound,
  },
  "thread.replied": {
    tone: "plain",
    sentence: ({ who, data }) => `${who} replied in a thread of release ${data.number}`,
    subject: inRound,
  },
  "thread.edited": {
    tone: "plain",
    sentence: ({ who, data }) => `${who} edited a post about release ${data.number}`,
    subject: inRound,
  },
  "thread.resolved": {
    tone: "plain",
    sentence: ({ who, data }) => `${who} resolved a thread of release ${data.number}`,
    subject: inRound,
  },
  "thread.reopened": {
    tone: "plain",
    sentence: ({ who, data }) => `${who} reopened a thread of release ${data.number}`,
    subject: inRound,
  },
  "challenge.raised": {
    tone: "hold",
    sentence: ({ who, data: { number, seat } }) =>
      `${who} challenged release ${number} for ${functionLabels[seat]}`,
    subject: inRound,
  },
  "challenge.answered": {
    tone: "plain",
    sentence: ({ who, data }) => `${who} answered a challenge of release ${data.number}`,
    subject: inRound,
  },
  "challenge.judged": {
    tone: "plain",
    sentence: ({ who, data: { number, satisfied } }) =>
      `${who} found the answer to a challenge of release ${number} ${satisfied ? "satisfactory" : "not satisfactory"}`,
    subject: inRound,
  },
  "recusal.declared": {
    tone: "hold",
    sentence: ({ who, data }) => `${who} recused themselves from release ${data.number}`,
    subject: inRound,
  },
  "objection.lifted": {
    tone: "hold",
    sentence: ({ who, data: { number, seat } }) =>
      `${who} lifted an objection of ${functionLabels[seat]} to release ${number}`,
    subject: inRound,
  },
  "release.changes-requested": {
    tone: "hold",
    sentence: ({ who, data }) => `${who} recorded changes requested for release ${data.number}`,
    subject: inRound,
  },
  "release.review-resumed": {
    tone: "plain",
    sentence: ({ who, data }) => `${who} resumed the review of release ${data.number}`,
    subject: inRound,
  },
  "release.approved": {
    tone: "pass",
    sentence: ({ who, data }) => `${who} recorded that every seat approved release ${data.number}`,
    subject: inRound,
  },
  "release.rejected": {
    tone: "fail",
    sentence: ({ who, data }) => `${who} recorded the rejection of release ${data.number}`,
    subject: inRound,
  },
  "release.withdrawn": {
    tone: "plain",
    sentence: ({ who, data }) => `${who} withdrew release ${data.number}`,
    subject: inRound,
  },
  "release.expired": {
    tone: "hold",
    sentence: ({ who, data }) => `${who} marked release ${data.number} as expired`,
    subject: inRound,
  },
  "release.lapsed": {
    tone: "hold",
    sentence: ({ who, data }) => `${who} reopened the review of release ${data.number}: ${lapseText(data)}`,
    subject: inRound,
  },
  "release.started": {
    tone: "plain",
    sentence: ({ who, data }) => `${who} started release ${data.release}${overText(data.over)}`,
    subject: withRollout,
  },
  "release.completed": {
    tone: "pass",
    sentence: ({ who, data }) => `${who} completed release ${data.release}`,
    subject: withRollout,
  },
  "release.rolled-back": {
    tone: "fail",
    sentence: ({ who, data }) => `${who} rolled back release ${data.number}`,
    subject: ({ number }) => page(number),
  },
  "release.explained": {
    tone: "plain",
    sentence: ({ who, data }) =>
      `${who} recorded what was found after the rollback of release ${data.number}`,
    subject: ({ number }) => page(number),
  },
  "release.reinstated": {
    tone: "plain",
    sentence: ({ data }) => `release ${data.number} is live again`,
    subject: ({ number }) => page(number),
  },
  "release.superseded": {
    tone: "plain",
    sentence: ({ who, data }) => `${who} superseded release ${data.number} with release ${data.by}`,
    subject: ({ number }) => page(number),
  },
};
