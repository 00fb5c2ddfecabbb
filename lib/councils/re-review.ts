import { z } from "zod";
import { type BusinessFunction, FUNCTIONS } from "#lib/kernel/caller.ts";
import { type Digest, digestOfJson } from "#lib/kernel/digest.ts";
import type { Frozen } from "#lib/kernel/event-catalogue.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { monthsLater } from "#lib/kernel/time.ts";
import { deadlineRule, OVERDUE, type ReReviewRule, seatRule } from "#lib/policy/policy.ts";
import { TIERS } from "#lib/registry/tier.ts";
import { compositionReference } from "./composition.ts";
import type { Council } from "./quorum.ts";
import type { Contributor } from "./signable.ts";
import type { Signature, VerdictDecision } from "./signature.ts";

/** Why what is live is looked at again. */
export const REVIEW_CAUSES = [
  "calendar",
  "incident",
  "parent",
  "drift",
  "data",
  "obligation",
  "other",
] as const;
export type ReviewCause = (typeof REVIEW_CAUSES)[number];

/** Those that the log itself shows. */
export const SEEN_CAUSES = ["calendar", "incident", "parent"] as const satisfies readonly ReviewCause[];
export type SeenCause = (typeof SEEN_CAUSES)[number];

/** Those that somebody brings with a reason and evidence, and the functions that may. */
export const RAISED_BY: Readonly<Record<RaisedCause, readonly BusinessFunction[]>> = {
  drift: ["data-science", "engineering"],
  incident: FUNCTIONS,
  parent: ["data-science", "engineering"],
  data: ["data-science", "compliance"],
  obligation: ["compliance", "security"],
  other: FUNCTIONS,
};
export const RAISED_CAUSES = ["drift", "incident", "parent", "data", "obligation", "other"] as const;
export type RaisedCause = (typeof RAISED_CAUSES)[number];

/** The ways a re-review can be. Being overdue follows from its due date. */
export const REVIEW_STATES = ["open", "fit", "unfit", "closed"] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

/** By which rules it is signed, as the policy had them when it was opened. */
export const reviewTerms = z.strictObject({
  policy: ordinal,
  tier: z.enum(TIERS),
  council: z.string(),
  seats: z.array(seatRule),
  composition: compositionReference.exactOptional(),
  deadlines: deadlineRule.exactOptional(),
  /** What follows where it is late. */
  overdue: z.enum(OVERDUE),
});
export type ReviewTerms = Frozen<z.infer<typeof reviewTerms>>;

/** What is live, as it was when the re-review was opened. */
export const reviewSubject = z.strictObject({
  pointer: z.string(),
  pointerId: z.string(),
  release: z.string(),
  releaseNumber: ordinal,
  version: ordinal,
  digest: z.string(),
  /** Since when the release has been live there; its calendar counts from this day. */
  liveSince: z.string(),
});
export type ReviewSubject = Frozen<z.infer<typeof reviewSubject>>;

/** One cause, with the words of whoever brought it. */
export type CauseTold = {
  readonly cause: ReviewCause;
  /** What the log shows it by: an incident, a rollout, a due date; null where a person brings it. */
  readonly source: string | null;
  readonly at: string;
  readonly reason: string | null;
  readonly evidence: string | null;
};

export type ReReview = {
  readonly id: string;
  readonly number: number;
  readonly model: string;
  readonly terms: ReviewTerms;
  readonly subject: ReviewSubject;
  readonly causes: readonly CauseTold[];
  readonly dueAt: string;
};

/** What is signed: all of it. Another cause changes it, so whoever signed before signs again. */
export const reviewDigest = ({
  id,
  model,
  terms,
  subject,
  causes,
  dueAt,
}: Omit<ReReview, "number">): Digest =>
  digestOfJson({ v: 1, review: id, model, terms, subject, causes, dueAt });

/** As a subject of signatures: a round for each cause, by the council of a normal release, without those who made it. */
export const signableReview = (of: {
  readonly id: string;
  readonly model: string;
  readonly round: number;
  readonly digest: string;
  readonly seats: ReviewTerms["seats"];
  readonly ownerId: string;
  readonly contributors: readonly Contributor[];
}) => ({
  kind: "re-review" as const,
  id: of.id,
  round: of.round,
  digest: of.digest,
  digests: { policy: of.digest as Digest },
  about: { model: of.model },
  seats: of.seats,
  contributors: [{ personId: of.ownerId, because: "own the model" }, ...of.contributors],
});

/** The events that a signature can lead to. */
export const REVIEW_CONSEQUENCES = ["review.passed", "review.failed"] as const;
export type ReviewConsequence = (typeof REVIEW_CONSEQUENCES)[number];

/** One "not fit" ends it, as one rejection keeps a release from going out; "fit" takes the whole council. */
export function consequenceOfReview(
  decision: VerdictDecision,
  council: Pick<Council<Signature>, "approved">,
): ReviewConsequence | null {
  if (decision === "reject") return "review.failed";
  return council.approved ? "review.passed" : null;
}

/**
 * The next day of its calendar: whole periods after the day on which the release went live, so that a late re-review moves
 * no later one. What ended `covered` or later has that day behind it.
 */
export function nextCalendarDay(
  liveSince: Date,
  { months }: Pick<ReReviewRule, "months">,
  covered: Date,
): Date {
  for (let nth = 1; ; nth++) {
    const day = monthsLater(liveSince, nth * months);
    if (day > covered) return day;
  }
}

/** Whether a day is one of its calendar. */
export const isCalendarDay = (liveSince: Date, months: number, day: Date): boolean =>
  nextCalendarDay(liveSince, { months }, new Date(day.getTime() - 1)).getTime() === day.getTime();
