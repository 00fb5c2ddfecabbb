import { FEED, type FeedRow, fed, feedEvents } from "#lib/audit/rows/feed-rows.ts";
import type { KeptWaiver } from "#lib/councils/rows/waivers.ts";
import type { Tx } from "#lib/db/client.ts";
import { readSaid, type SaidIn } from "#lib/kernel/event-catalogue.ts";
import { type ReleaseEvent, releaseEvents } from "#lib/releases/events.ts";
import type { ReleaseEventView } from "#lib/releases/views/release-event.ts";
import { waivedThen } from "#lib/releases/waived-gates.ts";
import { heardIn } from "./heard-in.ts";

const EVENTS_MAX = 100;

/**
 * What happened to a release, newest first, from its own stream of the audit log. What people only said has its own place on
 * the page, and would fill this one.
 */
export async function releaseHistory(
  tx: Tx,
  releaseId: string,
  waivers: readonly KeptWaiver[],
): Promise<ReleaseEventView[]> {
  const rows = await tx.$queryRaw<FeedRow[]>`
    SELECT ${FEED} FROM ${feedEvents(["reason"])}
    WHERE e.stream = ${`release/${releaseId}`} AND e.action NOT LIKE 'thread.%'
    ORDER BY e.id DESC LIMIT ${EVENTS_MAX}`;
  const told = rows.map((row) => ({ row, at: row.at, said: readSaid(releaseEvents, row.action, row.data) }));
  const sittingOf = await heardIn(tx, releaseId, told);
  return told.map((one) => ({
    ...fed(one.row),
    reason: one.row.reason,
    ...saidBy(one.said),
    sitting: sittingOf(one),
    waived: waivedThen(gatesOf(one.said), waivers, one.at),
  }));
}

/** What a line of the history names. An entry this version cannot read names nothing. */
function saidBy(said: SaidIn<typeof releaseEvents> | null) {
  const data = said?.data;
  return {
    lapsed: said?.type === "release.lapsed" ? lapseOf(said.data) : null,
    round: data && "round" in data ? data.round : null,
    seat: data && "seat" in data ? data.seat : null,
    decision: data && "decision" in data ? data.decision : null,
    satisfied: satisfiedBy(said),
    escalated: isEscalated(said),
    changed: data && "changed" in data ? [...data.changed] : [],
    over: data && "over" in data ? [...(data.over ?? [])] : [],
  };
}

const gatesOf = (said: SaidIn<typeof releaseEvents> | null) =>
  said?.type === "release.approved" || said?.type === "release.started" ? said.data.gates : undefined;

const satisfiedBy = (said: SaidIn<typeof releaseEvents> | null): boolean | null =>
  said?.type === "challenge.judged" ? said.data.satisfied : null;

const isEscalated = (said: SaidIn<typeof releaseEvents> | null): boolean =>
  said?.type === "release.seat-escalated" && said.data.step === "escalated";

const lapseOf = ({ lapsed, overdue, recused }: EventDataOfLapse): ReleaseEventView["lapsed"] => ({
  lapsed: [...lapsed],
  ...(overdue ? { overdue: [...overdue] } : {}),
  ...(recused ? { recused } : {}),
});
type EventDataOfLapse = Extract<ReleaseEvent, { type: "release.lapsed" }>["data"];
