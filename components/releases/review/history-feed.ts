import { lapseText } from "#components/releases/lapse-text.ts";
import { overText } from "#components/releases/over-text.ts";
import { sectionsText } from "#components/releases/section-words.ts";
import type { FeedEvent } from "#components/ui/event-feed.tsx";
import type { Tone } from "#components/ui/tone.ts";
import { decided } from "#lib/councils/decided.ts";
import { SECTIONS } from "#lib/councils/sections.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import type { ReleaseEvent } from "#lib/releases/events.ts";
import type { ReleaseEventView } from "#lib/releases/views/release-event.ts";

/** What happened to a release, each linked to its audit event. */
export const historyFeed = (events: readonly ReleaseEventView[]): FeedEvent[] =>
  events.map((event) => {
    const { title, tone = "plain", detail = "" } = lineOf(event);
    const over = overText(event.over);
    return {
      id: event.uid,
      title: `${title}${over}`,
      tone,
      detail: [detail, event.reason].filter(Boolean).join(" "),
      at: event.at,
      href: `/audit/${event.index ?? event.uid}`,
    };
  });

type Line = { title: string; tone?: Tone; detail?: string };

function lineOf(event: ReleaseEventView): Line {
  return isKnown(event.action) ? LINES[event.action](event) : { title: event.action, detail: event.actor };
}

const isKnown = (action: string): action is ReleaseEvent["type"] => Object.hasOwn(LINES, action);

/** An event without its line does not compile. */
const LINES: Readonly<Record<ReleaseEvent["type"], (event: ReleaseEventView) => Line>> = {
  "release.opened": ({ actor }) => ({ title: `Opened by ${actor}` }),
  "release.submitted": ({ actor, round }) => ({
    title: `Submitted by ${actor}`,
    detail: `round ${round}`,
    tone: "yours",
  }),
  "release.edited": ({ actor, round, changed }) => ({
    title: `Edited by ${actor}`,
    detail: `round ${round}: ${sectionsText(SECTIONS.filter((name) => changed.includes(name)))} changed`,
  }),
  "release.heard": (event) => ({
    title: event.sitting
      ? `Heard in sitting ${event.sitting.number} of its council`
      : "Heard in a sitting of its council",
    detail: `round ${event.round}`,
  }),
  "release.seat-reminded": (event) => ({
    title: `Members of ${seatText(event)} reminded`,
    detail: `round ${event.round}`,
  }),
  "release.seat-escalated": (event) => ({
    title: `${seatText(event)} is late: ${event.escalated ? "escalated" : "alternates and chair told"}`,
    detail: `round ${event.round}`,
    tone: "hold",
  }),
  "verdict.cast": verdictLine,
  "condition.reported": ({ actor }) => ({ title: `${actor} reported a condition as met` }),
  "condition.signed": (event) => ({
    title: `${event.actor} found a condition ${event.decision === "approve" ? "met" : "not met"}`,
    detail: `for ${seatText(event)}`,
    tone: event.decision === "approve" ? "pass" : "hold",
  }),
  "emergency.declared": ({ actor }) => ({ title: `${actor} declared an emergency`, tone: "hold" }),
  "emergency.authorised": ({ actor }) => ({ title: `${actor} let it out before its review`, tone: "fail" }),
  "thread.opened": ({ actor }) => ({ title: `${actor} opened a thread` }),
  "thread.replied": ({ actor }) => ({ title: `${actor} replied in a thread` }),
  "thread.edited": ({ actor }) => ({ title: `${actor} edited a post` }),
  "thread.resolved": ({ actor }) => ({ title: `${actor} resolved a thread` }),
  "thread.reopened": ({ actor }) => ({ title: `${actor} reopened a thread` }),
  "challenge.raised": (event) => ({
    title: `${event.actor} challenged it`,
    detail: `for ${seatText(event)}, round ${event.round}`,
    tone: "hold",
  }),
  "challenge.answered": ({ actor }) => ({ title: `${actor} answered a challenge` }),
  "challenge.judged": (event) => ({
    title: `${event.actor} found an answer ${event.satisfied ? "satisfactory" : "not satisfactory"}`,
    detail: `for ${seatText(event)}, round ${event.round}`,
    tone: event.satisfied ? "pass" : "hold",
  }),
  "recusal.declared": ({ actor }) => ({ title: `${actor} recused themselves`, tone: "hold" }),
  "verdict.sealed": (event) => ({
    title: `${event.actor} gave a sealed verdict`,
    detail: `for ${seatText(event)}, round ${event.round}`,
  }),
  "verdict.revealed": ({ round }) => ({ title: "Sealed verdicts revealed", detail: `round ${round}` }),
  "objection.lifted": (event) => ({
    title: `${event.actor} lifted an objection`,
    detail: `for ${seatText(event)}, round ${event.round}`,
    tone: "hold",
  }),
  "release.changes-requested": (event) => ({
    title: "Changes requested",
    detail: `by ${seatText(event)}`,
    tone: "hold",
  }),
  "release.review-resumed": () => ({ title: "Review resumed", detail: "no objections left" }),
  "release.approved": ({ round }) => ({
    title: "Approved",
    detail: `every seat signed, round ${round}`,
    tone: "pass",
  }),
  "release.rejected": () => ({ title: "Rejected", tone: "fail" }),
  "release.withdrawn": ({ actor }) => ({ title: `Withdrawn by ${actor}` }),
  "release.expired": () => ({ title: "Expired", detail: "the period ended" }),
  "release.lapsed": ({ lapsed }) => ({
    title: "Approval lapsed",
    detail: lapseText(lapsed ?? { lapsed: [] }),
    tone: "hold",
  }),
  "release.started": ({ actor }) => ({ title: `Started by ${actor}`, tone: "yours" }),
  "release.completed": () => ({ title: "Fully released", detail: "every stage passed", tone: "pass" }),
  "release.rolled-back": () => ({ title: "Rolled back", tone: "fail" }),
  "release.explained": ({ actor }) => ({ title: `${actor} recorded what was found`, tone: "yours" }),
  "release.reinstated": () => ({ title: "Live again", detail: "the pointer went back to this version" }),
  "release.superseded": () => ({ title: "Superseded", detail: "a later release replaced it" }),
};

const TONES = { approve: "pass", "request-changes": "hold", reject: "fail" } as const;

function verdictLine(event: ReleaseEventView): Line {
  const { actor, round, decision, sitting } = event;
  const detail = `for ${seatText(event)}, round ${round}${sitting ? `, in sitting ${sitting.number}` : ""}`;
  return decision === null
    ? { title: `${actor} decided`, detail }
    : { title: `${actor} ${decided[decision]}`, detail, tone: TONES[decision] };
}

const seatText = ({ seat }: ReleaseEventView): string => (seat ? functionLabels[seat] : "an unnamed seat");
