import { z } from "zod";
import { defineQuery } from "#lib/command/query.ts";
import { type OwnSeat, ownSeats } from "#lib/councils/own-seats.ts";
import { councilStanding } from "#lib/councils/quorum.ts";
import type { CauseTold } from "#lib/councils/re-review.ts";
import { circleOf } from "#lib/councils/rows/circles.ts";
import { seatViews } from "#lib/councils/rows/seat-views.ts";
import type { KeptSignature } from "#lib/councils/rows/signatures.ts";
import { REVIEW_DECISIONS } from "#lib/councils/signable.ts";
import { conditionsIn } from "#lib/councils/statement.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Digest } from "#lib/kernel/digest.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { ok } from "#lib/kernel/result.ts";
import { possibleOwners } from "#lib/releases/rows/condition-views.ts";
import { aroundReview, readReview } from "#lib/releases/rows/re-reviews.ts";
import { reviewLine } from "#lib/releases/rows/review-views.ts";
import { type ReviewPageView, reviewPageView } from "#lib/releases/views/reviews.ts";

/** One re-review: what is live, every cause, its council, and what the reader can do. */
export const reviewPage = defineQuery({
  name: "review-page",
  permission: "release:read",
  summary: "Get a re-review with its causes and signatures",
  input: z.strictObject({ review: ordinal }),
  output: reviewPageView,

  async load(tx, { review: number }, { caller, now }) {
    const file = await readReview(tx, number, now);
    if (!file.ok) return file;
    const { review, round, open } = file.value;
    const circle = await circleOf(tx, aroundReview(file.value, now));
    const own = ownSeats(file.value, councilStanding(file.value), caller, circle);
    const seat = own.find(({ whyNot }) => whyNot === null) ?? own[0];
    return ok({
      ...reviewLine(file.value, now),
      policy: review.terms.policy,
      council: review.terms.council,
      digest: review.digest as Digest,
      round,
      liveSince: review.subject.liveSince,
      told: await toldOf(tx, review.causes),
      seats: seatViews(file.value, circle, signedSays),
      owners: await possibleOwners(tx),
      mine: {
        seat: seat?.function ?? null,
        whyNotSign: open.ok ? whyNotSign(seat, round) : open.error.message,
        whyNotApprove: seat?.whyNotApprove ?? null,
      },
    });
  },
});

/** What the log shows a cause by, as a place to go to. */
async function toldOf(tx: Tx, causes: readonly CauseTold[]): Promise<ReviewPageView["told"]> {
  const ids = causes.flatMap(({ cause, source }) => (cause === "calendar" || !source ? [] : source));
  const shown = await tx.$queryRaw<{ id: string; label: string; href: string }[]>`
    SELECT id::text, 'Incident ' || number AS label, '/incidents/' || number AS href
    FROM incident WHERE id = ANY (${ids}::uuid[])
    UNION ALL
    SELECT o.id::text, 'Rollout of release ' || r.number, '/releases/' || r.number || '/rollout'
    FROM rollout o JOIN release r ON r.id = o.release_id WHERE o.id = ANY (${ids}::uuid[])
    UNION ALL
    SELECT id::text, 'Re-review ' || number, '/reviews/' || number FROM re_review WHERE id = ANY (${ids}::uuid[])`;
  return causes.map(({ cause, at, reason, evidence, source }) => {
    const found = shown.find(({ id }) => id === source);
    return { cause, at, reason, evidence, shown: found ? { label: found.label, href: found.href } : null };
  });
}

function whyNotSign(seat: OwnSeat<KeptSignature> | undefined, round: number): string | null {
  if (!seat) return "Only holders of the functions of its seats sign it.";
  return seat.last?.signature.round === round ? "You signed it." : seat.whyNot;
}

const signedSays = (signature: KeptSignature) => ({
  decision: oneOf(REVIEW_DECISIONS, signature.decision),
  conditions: conditionsIn(signature.statement).map(({ text, owner, dueAt }) => ({
    text,
    owner: owner.name,
    dueAt,
  })),
});
