import { defineEndpoint } from "#lib/api/contract/endpoint.ts";
import { type CsvFile, csvAnswers, everyPage, unpaged } from "#lib/api/csv-list.ts";
import { look } from "#lib/command/query.ts";
import { reviewList } from "#lib/releases/queries/review-list.ts";
import type { ReviewItem } from "#lib/releases/views/reviews.ts";

const FILE: CsvFile<ReviewItem> = {
  name: "re-reviews.csv",
  of: "re-reviews",
  columns: {
    number: (one) => one.number,
    model: (one) => one.model,
    pointer: (one) => one.pointer,
    version: (one) => one.version,
    release: (one) => one.release,
    tier: (one) => one.tier,
    state: (one) => one.state,
    overdue: (one) => (one.overdue ? "yes" : "no"),
    causes: (one) => one.causes.join(" "),
    opened_at: (one) => one.openedAt,
    due_at: (one) => one.dueAt,
    ended_at: (one) => one.endedAt,
    seats_met: (one) => one.seatsMet,
    seats_all: (one) => one.seatsAll,
  },
};

/** The re-reviews as comma-separated values, with the filters of the list. */
export const reviewsCsv = defineEndpoint({
  name: "review-file",
  summary: "Re-reviews of what is live as comma-separated values, newest first",
  tag: "policy",
  method: "GET",
  path: "/api/v1/reviews.csv",
  who: { permission: reviewList.permission },
  input: reviewList.input.extend(unpaged),
  limits: { exports: "file" },
  answers: csvAnswers,
  handle:
    ({ db }) =>
    ({ caller, input: { cursor: _, limit: __, ...filter } }) =>
      everyPage(FILE, (paging) => look(db, reviewList, { ...filter, ...paging }, { caller })),
});
