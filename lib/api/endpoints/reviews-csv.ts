import { defineEndpoint } from "#lib/api/contract/endpoint.ts";
import { csvAnswer, everyPage, unpaged } from "#lib/api/csv-list.ts";
import { look } from "#lib/command/query.ts";
import { reviewList } from "#lib/releases/queries/review-list.ts";
import type { ReviewItem } from "#lib/releases/views/reviews.ts";

const HEADER = [
  "number",
  "model",
  "pointer",
  "version",
  "release",
  "tier",
  "state",
  "overdue",
  "causes",
  "opened_at",
  "due_at",
  "ended_at",
  "seats_met",
  "seats_all",
];

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
  answers: csvAnswer.answers,
  handle:
    ({ db }) =>
    async ({ caller, input: { cursor: _, limit: __, ...filter } }) =>
      everyPage({ name: "re-reviews.csv", header: HEADER, lineOf }, (paging) =>
        look(db, reviewList, { ...filter, ...paging }, { caller }),
      ),
});

const lineOf = (one: ReviewItem): (string | number | null)[] => [
  one.number,
  one.model,
  one.pointer,
  one.version,
  one.release,
  one.tier,
  one.state,
  one.overdue ? "yes" : "no",
  one.causes.join(" "),
  one.openedAt,
  one.dueAt,
  one.endedAt,
  one.seatsMet,
  one.seatsAll,
];
