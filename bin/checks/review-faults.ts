import { isCalendarDay, RAISED_CAUSES } from "#lib/councils/re-review.ts";
import type { Route } from "#lib/policy/policy.ts";
import { differenceAt, type Told } from "./documents.ts";
import type { ReviewThen } from "./reviews-told.ts";

/** Whoever brings a cause by hand names nothing that the log shows, and the worker nothing else. */
export const causeFaults = ({
  data: { cause, source },
}: Told<"review.opened" | "review.raised">): string[] =>
  source !== null || RAISED_CAUSES.some((one) => one === cause) ? [] : ["names a cause without its source"];

/** What is wrong with a cause that joins a re-review. */
export const joinFaults = (told: Told<"review.raised">, { review }: ReviewThen): string[] => [
  ...causeFaults(told),
  ...(told.data.round === review.causes.length + 1 ? [] : ["is not the next cause"]),
  ...(told.data.dueAt <= review.dueAt ? [] : ["puts off what was due"]),
];

/** What is wrong with the rules that a re-review is opened under. */
export function termsFaults(
  { data: { terms, ...told } }: Told<"review.opened">,
  { reReview, seats, councilId }: Route,
): string[] {
  return [
    ...(terms.overdue === (reReview?.overdue ?? "warn")
      ? []
      : ["lets other follow when late than the policy"]),
    ...((councilId === undefined) === (terms.composition === undefined) ? [] : ["goes past its council"]),
    ...(councilId !== undefined || differenceAt(seats, terms.seats) === null
      ? []
      : ["names other seats than a normal release of its tier has"]),
    ...(told.cause === "calendar" && !isOnCalendar(told, reReview) ? ["is on no day of its calendar"] : []),
  ];
}

type Dated = Pick<Told<"review.opened">["data"], "source" | "dueAt" | "subject">;

const isOnCalendar = ({ source, dueAt, subject }: Dated, rule: Route["reReview"]): boolean =>
  rule !== undefined &&
  source !== null &&
  dueAt === source &&
  isCalendarDay(new Date(subject.liveSince), rule.months, new Date(source));
