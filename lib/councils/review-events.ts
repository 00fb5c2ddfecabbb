import { z } from "zod";
import type { Catalogue, EventIn } from "#lib/kernel/event-catalogue.ts";
import { digestText, moment, named } from "#lib/kernel/event-fields.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { conditionSaid, conditionWords } from "./condition.ts";
import { REVIEW_CAUSES, reviewSubject, reviewTerms } from "./re-review.ts";
import { REVIEW_DECISIONS } from "./signable.ts";
import { signatureDetails, signatureFields } from "./signature-event.ts";

const review = { review: named, number: ordinal, model: z.string() };
const cause = {
  /** The first, second, … cause of it; each is a round to sign. */
  round: ordinal,
  cause: z.enum(REVIEW_CAUSES),
  /** What the log shows it by; null where a person brings it. */
  source: z.string().nullable(),
  causedAt: moment,
  dueAt: moment,
  digest: digestText,
};
/** The words of whoever brought it. */
const words = z.object({ reason: z.string().exactOptional(), evidence: z.string().exactOptional() });
const ended = { data: z.object({ ...review, pointer: z.string() }), decisive: true } as const;

/** Events of a re-review of what is live, in the stream of its model. */
export const reviewEvents = {
  "review.opened": {
    data: z.object({ ...review, ...cause, terms: reviewTerms, subject: reviewSubject }),
    details: words,
    decisive: true,
  },
  /** Another cause while it was open: both are signed together. */
  "review.raised": { data: z.object({ ...review, ...cause, pointer: z.string() }), details: words },
  "review.signed": {
    data: z.object({
      ...review,
      ...signatureFields,
      round: ordinal,
      signature: named,
      decision: z.enum(REVIEW_DECISIONS),
      /** Of "fit with conditions": each is a finding of the model from then on. */
      conditions: z.array(conditionSaid).exactOptional(),
      digest: digestText,
    }),
    details: signatureDetails.extend({ conditions: z.array(conditionWords).exactOptional() }),
  },
  "review.passed": ended,
  "review.failed": ended,
  /** What it was about is not live any more. */
  "review.closed": { data: ended.data },
} as const satisfies Catalogue;

export type ReviewEvent = EventIn<typeof reviewEvents>;
