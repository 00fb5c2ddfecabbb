import { functionLabels } from "#components/access/words.ts";
import { sectionsText } from "#components/releases/section-words.ts";
import type { FeedEvent } from "#components/ui/event-feed.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { Section } from "#lib/councils/sections.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import type { ReleaseView } from "#lib/releases/rows/release-view.ts";

type EventView = ReleaseView["events"][number];

/** What happened, each with its place in the audit log. */
export const feedOf = ({ events }: ReleaseView): FeedEvent[] =>
  events.map((event) => {
    const { title, tone = "plain", detail = "" } = (words[event.action] ?? unknown)(event);
    return {
      id: event.uid,
      title,
      tone,
      detail: [detail, event.reason].filter(Boolean).join(" "),
      at: event.at,
      href: `/audit/${event.index ?? event.uid}`,
    };
  });

type Words = { title: string; tone?: Tone; detail?: string };

const seatText = ({ seat }: EventView): string => functionLabels[seat as BusinessFunction] ?? seat ?? "";

const unknown = ({ action, actor }: EventView): Words => ({ title: action, detail: actor });

const words: Readonly<Record<string, (event: EventView) => Words>> = {
  "release.opened": ({ actor }) => ({ title: `Opened by ${actor}` }),
  "release.submitted": ({ actor, round }) => ({
    title: `Submitted by ${actor}`,
    detail: `round ${round}`,
    tone: "yours",
  }),
  "release.edited": ({ actor, round, changed }) => ({
    title: `Edited by ${actor}`,
    detail: `round ${round}: ${sectionsText(changed as Section[])} changed`,
  }),
  "verdict.cast": (event) => ({
    title: `${event.actor} ${decisionText(event.decision)}`,
    detail: `for ${seatText(event)}, round ${event.round}`,
    tone: event.decision === "approve" ? "pass" : event.decision === "reject" ? "fail" : "hold",
  }),
  "release.changes-requested": (event) => ({
    title: "Changes requested",
    detail: `by ${seatText(event)}`,
    tone: "hold",
  }),
  "release.review-resumed": () => ({ title: "Review resumed", detail: "no objection stands any more" }),
  "release.approved": ({ round }) => ({
    title: "Approved",
    detail: `every seat is met, round ${round}`,
    tone: "pass",
  }),
  "release.rejected": () => ({ title: "Rejected", tone: "fail" }),
  "release.withdrawn": ({ actor }) => ({ title: `Withdrawn by ${actor}` }),
  "release.expired": () => ({ title: "Expired", detail: "its time was over" }),
  "release.lapsed": () => ({ title: "Approval lapsed", detail: "a signer lost the authority", tone: "hold" }),
  "release.started": ({ actor }) => ({ title: `Started by ${actor}`, tone: "yours" }),
  "release.completed": () => ({ title: "Released", detail: "every stage passed", tone: "pass" }),
  "release.rolled-back": () => ({ title: "Taken back", tone: "fail" }),
  "release.superseded": () => ({ title: "Superseded", detail: "a later release went out" }),
};

function decisionText(decision: string | null): string {
  if (decision === "approve") return "approved";
  return decision === "reject" ? "rejected" : "asked for changes";
}
