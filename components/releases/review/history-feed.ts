import { functionLabels } from "#components/access/words.ts";
import { decided } from "#components/councils/decided.ts";
import { sectionsText } from "#components/releases/section-words.ts";
import type { FeedEvent } from "#components/ui/event-feed.tsx";
import type { Tone } from "#components/ui/tone.ts";
import { SECTIONS } from "#lib/councils/sections.ts";
import { VERDICT_DECISIONS } from "#lib/councils/signature.ts";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import type { ReleaseEvent } from "#lib/releases/events.ts";

/** An event of a release's stream, as its page is given it. */
type HistoryEvent = {
  readonly uid: string;
  /** Leaf index in the log; null until it is placed. */
  readonly index: number | null;
  readonly action: string;
  readonly at: string;
  readonly actor: string;
  readonly round: number | null;
  readonly seat: string | null;
  readonly decision: string | null;
  readonly changed: readonly string[];
  readonly reason: string | null;
};

/** What happened to a release, each with its place in the audit log. */
export const historyFeed = (events: readonly HistoryEvent[]): FeedEvent[] =>
  events.map((event) => {
    const { title, tone = "plain", detail = "" } = lineOf(event);
    return {
      id: event.uid,
      title,
      tone,
      detail: [detail, event.reason].filter(Boolean).join(" "),
      at: event.at,
      href: `/audit/${event.index ?? event.uid}`,
    };
  });

type Line = { title: string; tone?: Tone; detail?: string };

function lineOf(event: HistoryEvent): Line {
  return isKnown(event.action) ? LINES[event.action](event) : { title: event.action, detail: event.actor };
}

const isKnown = (action: string): action is ReleaseEvent["type"] => Object.hasOwn(LINES, action);

/** A new event of a release without its line does not compile. */
const LINES: Readonly<Record<ReleaseEvent["type"], (event: HistoryEvent) => Line>> = {
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
  "verdict.cast": verdictLine,
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
  "release.expired": () => ({ title: "Expired", detail: "its time was over" }),
  "release.lapsed": () => ({
    title: "Approval lapsed",
    detail: "a signer lost the authority to sign",
    tone: "hold",
  }),
  "release.started": ({ actor }) => ({ title: `Started by ${actor}`, tone: "yours" }),
  "release.completed": () => ({ title: "Fully released", detail: "every stage passed", tone: "pass" }),
  "release.rolled-back": () => ({ title: "Rolled back", tone: "fail" }),
  "release.superseded": () => ({ title: "Superseded", detail: "a later release went out" }),
};

const TONES = { approve: "pass", "request-changes": "hold", reject: "fail" } as const;

function verdictLine(event: HistoryEvent): Line {
  const decision = VERDICT_DECISIONS.find((one) => one === event.decision) ?? "request-changes";
  return {
    title: `${event.actor} ${decided[decision]}`,
    detail: `for ${seatText(event)}, round ${event.round}`,
    tone: TONES[decision],
  };
}

function seatText({ seat }: HistoryEvent): string {
  const known = FUNCTIONS.find((one) => one === seat);
  return known ? functionLabels[known] : (seat ?? "");
}
