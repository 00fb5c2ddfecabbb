import { z } from "zod";
import { activeAmong } from "#lib/access/rows/active-person.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { conditionsAsked, saidOfCondition, wordsOfCondition } from "#lib/councils/condition.ts";
import type { Presence } from "#lib/councils/presence-said.ts";
import { consequenceOfReview, REVIEW_STATES, type ReviewState } from "#lib/councils/re-review.ts";
import { uncapped } from "#lib/councils/re-review-rules.ts";
import type { ReviewEvent } from "#lib/councils/review-events.ts";
import { heldToSign } from "#lib/councils/rows/held-to-sign.ts";
import { writeSignature } from "#lib/councils/rows/signatures.ts";
import { holdSigner } from "#lib/councils/rows/signer-now.ts";
import { REVIEW_DECISIONS, type ReviewDecision } from "#lib/councils/signable.ts";
import { signatureSaid } from "#lib/councils/signature-event.ts";
import { type Signed, signHeld, standingWith } from "#lib/councils/signing.ts";
import { nextNumber } from "#lib/db/counter.ts";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { digest, id, ordinal, prose } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import { holdPolicy } from "#lib/policy/rows/policy-versions.ts";
import { aboutReview, aroundReview, lockReview, type ReviewFile } from "#lib/releases/rows/re-reviews.ts";
import { type FindingOpened, findingOfCondition, writeFindings } from "#lib/releases/rows/review-findings.ts";

type Event = (ReviewEvent | FindingOpened) & { signed?: Signed<ReviewDecision> };

/**
 * Signs a seat of a re-review, over its digest: what is live is still fit, fit with conditions, or not fit. Neither the model's
 * owner nor anybody with a part in what is live fills one. The last seat ends it as fit; one "not fit" ends it. Each condition
 * is a finding of the version from then on.
 */
export const signReview = defineCommand({
  name: "sign-review",
  permission: "review:sign",
  summary: "Sign a seat of a re-review of what is live",
  input: z.strictObject({
    review: ordinal,
    round: ordinal,
    digest,
    seat: z.enum(FUNCTIONS),
    decision: z.enum(REVIEW_DECISIONS),
    conditions: conditionsAsked.optional(),
    comment: prose(4000).optional(),
    stepUpId: id,
  }),
  output: z.object({ signatureId: z.string(), number: z.number(), state: z.enum(REVIEW_STATES) }),

  async load(tx, { review, digest, stepUpId, conditions = [] }, context) {
    const { caller, now } = context;
    await holdPolicy(tx, caller.workspaceId);
    const file = await lockReview(tx, review, now);
    if (!file.ok) return file;
    const capped = uncapped(conditions);
    if (!capped.ok) return capped;
    await holdSigner(tx, caller);
    const around = aroundReview(file.value, now);
    const held = await heldToSign(tx, file.value, { around, asked: { digest, stepUpId } }, context);
    if (!held.ok) return held;
    const owners = await activeAmong(
      tx,
      conditions.map(({ owner }) => owner),
    );
    const findings: number[] = [];
    for (const _ of conditions) findings.push(await nextNumber(tx, caller.workspaceId, "finding"));
    return ok({ ...held.value, owners, findings });
  },

  decide(file, attempt, context) {
    const signed = signHeld(file, attempt, context);
    if (!signed.ok) return signed;
    const outcome = consequenceOfReview(signed.value.decision, standingWith(file, signed.value));
    const { about, said } = aboutReview(file.review);
    const data = { ...said, pointer: file.review.subject.pointer };
    const after: Event[] = outcome === null ? [] : [eventOf(outcome, { ...about, data })];
    const findings = (signed.value.conditions ?? []).map((condition, nth) =>
      findingOfCondition(file.review, condition, { number: file.findings[nth]!, id: context.newId() }),
    );
    return ok<Event[]>([signedEvent(file, signed.value), ...after, ...findings]);
  },

  async record(tx, events, { review, presence, ...file }, { caller, now }) {
    const signed = events[0]!.signed!;
    await writeSignature(tx, file, signed, { workspaceId: caller.workspaceId, method: presence.method });
    await writeFindings(tx, events, { caller, modelId: review.model, now });
    const state = ENDS[events[1]?.type ?? ""] ?? "open";
    if (state !== "open")
      await tx.reReview.update({ where: { id: review.id }, data: { state, endedAt: now } });
    return { signatureId: signed.id, number: review.number, state };
  },
});

const ENDS: Readonly<Record<string, ReviewState>> = { "review.passed": "fit", "review.failed": "unfit" };

type File = ReviewFile & { readonly presence: Presence };

function signedEvent(file: File, signed: Signed<ReviewDecision>): Event {
  const { about, said } = aboutReview(file.review);
  const { data, details } = signatureSaid(file, signed, file.presence);
  const { conditions } = signed;
  const own = {
    ...said,
    round: signed.round,
    signature: signed.id,
    digest: file.digest,
    ...(conditions ? { conditions: conditions.map(saidOfCondition) } : {}),
  };
  const words = conditions ? { conditions: conditions.map(wordsOfCondition) } : {};
  return eventOf(
    "review.signed",
    { ...about, data: { ...own, ...data }, details: { ...details, ...words } },
    { signed },
  );
}
