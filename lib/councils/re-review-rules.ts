import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { daysLater } from "#lib/kernel/time.ts";
import type { Overdue } from "#lib/policy/policy.ts";
import type { ConditionAsked } from "./condition.ts";
import { type CauseTold, RAISED_BY, type RaisedCause, type ReviewState } from "./re-review.ts";

/** As many causes are signed together at most. */
export const CAUSES_MAX = 50;

type Raiser = { readonly functions: readonly BusinessFunction[] };

/** Whether somebody may bring this cause: a holder of a function that can judge it. */
export const mayRaiseReview = ({ functions }: Raiser, cause: RaisedCause): Result<null, Refusal> =>
  functions.some((one) => RAISED_BY[cause].includes(one))
    ? ok(null)
    : refuse("forbidden", "not-of-this-function", `None of your functions brings the cause ${cause}.`, {
        todo: `A holder of ${RAISED_BY[cause].join(", ")} can.`,
      });

/** Whether another cause still fits into an open re-review. */
export const mayJoin = (causes: readonly CauseTold[]): Result<null, Refusal> =>
  causes.length < CAUSES_MAX
    ? ok(null)
    : refuse("conflict", "too-many-causes", `This re-review has ${CAUSES_MAX} causes already.`, {
        todo: "Sign it first.",
      });

/** When a re-review with one more cause is due: never later than it was. */
export function dueWith(
  { reviewDays, calendarDay, now }: { reviewDays: number; calendarDay: string | null; now: Date },
  dueAt: string | null,
): string {
  const due = calendarDay ?? daysLater(now, reviewDays).toISOString();
  return dueAt !== null && dueAt < due ? dueAt : due;
}

/** Whether it can still be signed. */
export const isReviewSignable = (state: ReviewState): Result<null, Refusal> =>
  state === "open"
    ? ok(null)
    : refuse("illegal", "review-not-open", "This re-review has ended.", {
        todo: "Reload the page to see where it is.",
      });

/** A condition of what is live caps no rollout: it has a due date, and what holds is the findings' gate. */
export const uncapped = (conditions: readonly ConditionAsked[] = []): Result<null, Refusal> =>
  conditions.every(({ cap }) => cap === undefined)
    ? ok(null)
    : refuse("invalid", "no-cap-here", "What is live has no rollout left that a condition could cap.", {
        field: "conditions",
      });

/** A re-review that holds something back. */
export type Holding = {
  readonly number: number;
  readonly pointerId: string;
  readonly release: string;
  readonly state: "open" | "unfit";
  readonly overdue: Overdue;
  readonly dueAt: Date;
  /** When it ended with "not fit"; null while it is open. */
  readonly endedAt: Date | null;
};

type Going = {
  readonly release: { readonly id: string; readonly pointerId: string; readonly approvedAt: Date | null };
  readonly changeClass: string;
  readonly holding: readonly Holding[];
};

const reviewPlace = ({ number }: Holding) => ({
  todo: "Have it signed, or go back to a version that is fit.",
  place: { label: `See re-review ${number}`, href: `/reviews/${number}` },
});

const isLate = ({ state, dueAt }: Holding, now: Date): boolean => state === "open" && dueAt <= now;

const late = (one: Holding): Result<never, Refusal> =>
  refuse(
    "illegal",
    "review-overdue",
    `Re-review ${one.number} of what is live is overdue.`,
    reviewPlace(one),
  );

const unfit = (one: Holding): Result<never, Refusal> =>
  refuse(
    "illegal",
    "live-not-fit",
    `Re-review ${one.number} found that what is live is not fit any more.`,
    reviewPlace(one),
  );

/**
 * Whether a rollout may widen on its pointer: not while what is live there was found not fit, unless its own council approved it
 * since, who knew; nor while the re-review is overdue and the policy holds for that.
 */
export function mayWidenBesideReview(
  { release, changeClass, holding }: Going,
  now: Date,
): Result<null, Refusal> {
  if (changeClass === "emergency") return ok(null);
  for (const one of holding.filter(({ pointerId }) => pointerId === release.pointerId)) {
    if (one.release === release.id) continue;
    const knew = release.approvedAt !== null && one.endedAt !== null && release.approvedAt > one.endedAt;
    if (one.state === "unfit" && !knew) return unfit(one);
    if (isLate(one, now) && one.overdue !== "warn") return late(one);
  }
  return ok(null);
}

/**
 * Whether a release of the model may start: no standard change while anything of the model that is live was found not fit, and
 * nothing but an emergency while a re-review is overdue and the policy blocks for that.
 */
export function mayStartBesideReview({ changeClass, holding }: Going, now: Date): Result<null, Refusal> {
  if (changeClass === "emergency") return ok(null);
  const bad = holding.find(({ state }) => state === "unfit");
  if (bad && changeClass === "standard") return unfit(bad);
  const open = holding.find((one) => isLate(one, now) && one.overdue === "block");
  return open ? late(open) : ok(null);
}
