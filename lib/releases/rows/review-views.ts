import { councilStanding } from "#lib/councils/quorum.ts";
import type { ReviewItem } from "#lib/releases/views/reviews.ts";
import type { ReviewFile } from "./re-reviews.ts";

/** A re-review as a line. */
export function reviewLine(file: ReviewFile, now: Date): ReviewItem {
  const { number, modelName, subject, terms, state, causes, openedAt, dueAt, endedAt } = file.review;
  const council = councilStanding(file);
  return {
    number,
    model: modelName,
    pointer: subject.pointer,
    version: subject.version,
    release: subject.releaseNumber,
    tier: terms.tier,
    state,
    overdue: state === "open" && new Date(dueAt) <= now,
    ifOverdue: terms.overdue,
    causes: causes.map(({ cause }) => cause),
    openedAt: openedAt.toISOString(),
    dueAt,
    endedAt: endedAt?.toISOString() ?? null,
    seatsMet: council.met,
    seatsAll: council.seats.length,
  };
}
