import { Prisma } from "#generated/prisma/client.ts";
import { signableReview } from "#lib/councils/re-review.ts";
import { isReviewSignable } from "#lib/councils/re-review-rules.ts";
import { authorityHere, authorityOver } from "#lib/councils/rows/authority.ts";
import { compositionsAt } from "#lib/councils/rows/compositions.ts";
import { type KeptReview, reviewsWhere } from "#lib/councils/rows/re-reviews.ts";
import type { KeptSignature } from "#lib/councils/rows/signatures.ts";
import type { Signable } from "#lib/councils/signable.ts";
import type { Tx } from "#lib/db/client.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { type PeopleRules, peopleRules } from "#lib/policy/people-rules.ts";
import { policyInForce } from "#lib/policy/rows/policy-versions.ts";
import { contributorsOfRelease } from "./contributors.ts";

/** A re-review with all facts that decide over it. */
export interface ReviewFile extends Signable<KeptSignature> {
  readonly kind: "re-review";
  readonly review: KeptReview;
  /** What the policy in force asks of whoever signs it. */
  readonly rules: PeopleRules;
}

/** One by its number, with its model's row locked, so that causes, signatures and decisions over releases take turns. */
export async function lockReview(tx: Tx, number: number, now: Date): Promise<Result<ReviewFile, Refusal>> {
  await tx.$executeRaw`
    SELECT id FROM model WHERE id = (SELECT model_id FROM re_review WHERE number = ${number}) FOR UPDATE`;
  return readReview(tx, number, now);
}

/** The same without the lock, for views. */
export async function readReview(tx: Tx, number: number, now: Date): Promise<Result<ReviewFile, Refusal>> {
  const [file] = await reviewFiles(tx, await reviewsWhere(tx, Prisma.sql`r.number = ${number}`), now);
  return file ? ok(file) : refuse("not-found", "review-not-found", `There is no re-review ${number} here.`);
}

/** The same of those that were read. */
export async function reviewFiles(tx: Tx, reviews: readonly KeptReview[], now: Date): Promise<ReviewFile[]> {
  if (reviews.length === 0) return [];
  const policy = await policyInForce(tx);
  const rules = peopleRules(policy?.content ?? {});
  const authority = await authorityHere(tx, now);
  const compositionOf = await compositionsAt(
    tx,
    reviews.map(({ terms }) => terms.composition),
  );
  const files: ReviewFile[] = [];
  for (const review of reviews) {
    const { terms, subject, causes, signatures } = review;
    const composition = compositionOf(terms.composition);
    const signable = signableReview({
      id: review.id,
      model: review.model,
      round: causes.length,
      digest: review.digest,
      seats: terms.seats,
      ownerId: review.ownerId,
      // Whoever made what is looked at.
      contributors: await contributorsOfRelease(tx, subject.release),
    });
    const excluded = new Set(signable.contributors.map(({ personId }) => personId));
    files.push({
      ...signable,
      signatures,
      // "Not fit" ends it, so that no objection stands for anyone to lift.
      lifted: () => false,
      ...authorityOver(authority, rules.identity[terms.tier], excluded),
      roster: composition && { seats: composition.seats },
      open: isReviewSignable(review.state),
      review,
      rules,
    });
  }
  return files;
}

/** What decides who may sign it. */
export function aroundReview({ signatures, contributors, rules }: ReviewFile, now: Date) {
  const { independenceDays: days, factorWaitHours: waitHours } = rules;
  return { signatures, contributors, proposers: [], days, waitHours, now };
}

type Named = Pick<KeptReview, "id" | "number" | "model" | "modelName" | "subject"> & {
  readonly digest: string;
};

/** What every event of it says, and the stream that it is in. */
export const aboutReview = ({ id, number, model, modelName, subject, digest }: Named) => ({
  about: {
    stream: `model/${model}`,
    targets: [
      { type: "model", id: model },
      { type: "re-review", id, digest },
      { type: "release", id: subject.release },
    ],
  },
  said: { review: id, number, model: modelName },
});
