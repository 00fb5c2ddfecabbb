import type { CauseTold, ReReview } from "#lib/councils/re-review.ts";
import type { Holding } from "#lib/councils/re-review-rules.ts";
import { reviewEvents } from "#lib/councils/review-events.ts";
import { isIn, type TypeIn } from "#lib/kernel/event-catalogue.ts";
import type { Told } from "./documents.ts";
import { SignedSubject } from "./signed-subject.ts";

export type ReviewTold = Told<TypeIn<typeof reviewEvents>>;
export const isOfReview = (told: Told): told is ReviewTold => isIn(reviewEvents, told.type);

/** A re-review as it was at one point of the log. */
export type ReviewThen = {
  readonly review: ReReview;
  readonly digest: string;
  readonly state: "open" | "fit" | "unfit" | "closed";
  readonly endedAt: Date | null;
  readonly signed: SignedSubject;
};

type Caused = Told<"review.opened" | "review.raised">;

/** Its words are beside the log, and may have been erased. */
type Words = (told: Caused) => Pick<CauseTold, "reason" | "evidence">;

/** A re-review after one more event of it. */
export function reviewAfter(
  before: ReviewThen | undefined,
  told: ReviewTold,
  model: string,
  wordsOf: Words,
): ReviewThen | undefined {
  if (told.type === "review.opened") {
    const { review: id, number, terms, subject, dueAt, digest } = told.data;
    const review = { id, number, model, terms, subject, dueAt, causes: [causeOf(told, wordsOf)] };
    return { review, digest, state: "open", endedAt: null, signed: new SignedSubject() };
  }
  if (!before) return undefined;
  const ended = { ...before, endedAt: new Date(told.at) };
  switch (told.type) {
    case "review.raised": {
      const { dueAt, digest } = told.data;
      const causes = [...before.review.causes, causeOf(told, wordsOf)];
      return { ...before, digest, review: { ...before.review, dueAt, causes } };
    }
    case "review.signed":
      return before;
    case "review.passed":
      return { ...ended, state: "fit" };
    case "review.failed":
      return { ...ended, state: "unfit" };
    case "review.closed":
      return { ...ended, state: "closed" };
  }
}

const causeOf = (told: Caused, wordsOf: Words): CauseTold => {
  const { cause, source, causedAt: at } = told.data;
  return { cause, source, at, ...wordsOf(told) };
};

/** What re-reviews hold releases back, given which of what they are about is live no more. */
export function holdingIn(all: readonly ReviewThen[], gone: ReadonlySet<string>): Holding[] {
  return all.flatMap(({ review: { number, subject, terms, dueAt }, state, endedAt }) => {
    const later = all.some(
      (one) =>
        one.review.subject.release === subject.release &&
        one.review.number > number &&
        (one.state === "fit" || one.state === "unfit"),
    );
    if (gone.has(subject.release) || (state !== "open" && (state !== "unfit" || later))) return [];
    const { pointerId, release } = subject;
    return { number, pointerId, release, state, overdue: terms.overdue, dueAt: new Date(dueAt), endedAt };
  });
}
