import { z } from "zod";
import { RAISED_CAUSES, REVIEW_CAUSES, REVIEW_STATES } from "#lib/councils/re-review.ts";
import { REVIEW_DECISIONS } from "#lib/councils/signable.ts";
import { signedSeat } from "#lib/councils/views/signed-seat.ts";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { digest } from "#lib/kernel/fields.ts";
import { OVERDUE } from "#lib/policy/policy.ts";
import { TIERS } from "#lib/registry/tier.ts";

/** Where re-reviews are looked for: those that wait, those that are late, and those that ended. */
export const REVIEW_GROUPS = ["open", "overdue", "fit", "unfit", "closed"] as const;

export const reviewItem = z.object({
  number: z.number(),
  model: z.string(),
  pointer: z.string(),
  version: z.number(),
  release: z.number(),
  tier: z.enum(TIERS),
  state: z.enum(REVIEW_STATES),
  overdue: z.boolean(),
  /** What follows while it is late. */
  ifOverdue: z.enum(OVERDUE),
  causes: z.array(z.enum(REVIEW_CAUSES)),
  openedAt: z.string(),
  dueAt: z.string(),
  endedAt: z.string().nullable(),
  seatsMet: z.number(),
  seatsAll: z.number(),
});
export type ReviewItem = z.infer<typeof reviewItem>;

export const reviewListView = z.object({
  items: z.array(reviewItem),
  models: z.array(z.string()),
  nextCursor: z.string().nullable(),
});
export type ReviewListView = z.infer<typeof reviewListView>;

export const reviewPageView = z.object({
  ...reviewItem.shape,
  policy: z.number(),
  council: z.string(),
  digest,
  round: z.number(),
  liveSince: z.string(),
  told: z.array(
    z.object({
      cause: z.enum(REVIEW_CAUSES),
      at: z.string(),
      reason: z.string().nullable(),
      evidence: z.string().nullable(),
      /** What the log shows it by; null where a person brought it. */
      shown: z.object({ label: z.string(), href: z.string() }).nullable(),
    }),
  ),
  seats: z.array(
    signedSeat({
      decision: z.enum(REVIEW_DECISIONS),
      conditions: z.array(z.object({ text: z.string(), owner: z.string(), dueAt: z.string() })),
    }),
  ),
  /** Who could own a condition. */
  owners: z.array(z.object({ id: z.string(), name: z.string() })),
  mine: z.object({
    /** The seat that the reader fills; null where none. */
    seat: z.enum(FUNCTIONS).nullable(),
    whyNotSign: z.string().nullable(),
    whyNotApprove: z.string().nullable(),
  }),
});
export type ReviewPageView = z.infer<typeof reviewPageView>;

/** What is live of a model, with its re-reviews, for the model's page. */
export const modelReviewsView = z.object({
  live: z.array(
    z.object({
      pointer: z.string(),
      version: z.number(),
      /** The next day of its calendar; null where the policy has none. */
      nextDue: z.string().nullable(),
      months: z.number().nullable(),
      ifOverdue: z.enum(OVERDUE).nullable(),
      /** The re-review that is open, or that found it not fit. */
      review: reviewItem.nullable(),
    }),
  ),
  causes: z.array(z.enum(RAISED_CAUSES)),
  whyNotRaise: z.string().nullable(),
});
export type ModelReviewsView = z.infer<typeof modelReviewsView>;
