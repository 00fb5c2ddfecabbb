import type { Context } from "#lib/command/command.ts";
import { type CauseTold, type ReReview, type ReviewTerms, reviewDigest } from "#lib/councils/re-review.ts";
import { dueWith, mayJoin } from "#lib/councils/re-review-rules.ts";
import { type KeptReview, openReviewOn } from "#lib/councils/rows/re-reviews.ts";
import type { Tx } from "#lib/db/client.ts";
import { nextNumber } from "#lib/db/counter.ts";
import { asJson } from "#lib/db/json.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { routeFor } from "#lib/policy/policy.ts";
import { policyInForce } from "#lib/policy/rows/policy-versions.ts";
import type { Tier } from "#lib/registry/tier.ts";
import type { Live } from "./live-reviewed.ts";
import { policySectionNow } from "./policy-section.ts";
import { aboutReview } from "./re-reviews.ts";

/** What a cause becomes part of: the open re-review of what is live, or a new one. */
export type CauseFile = {
  readonly live: Live;
  readonly model: { readonly id: string; readonly name: string };
  readonly open: KeptReview | null;
  readonly terms: ReviewTerms;
  readonly reviewDays: number;
  readonly number: number;
};

/** By which rules what is live is reviewed now. The caller holds the policy and locks the model. */
export async function causeFile(
  tx: Tx,
  {
    live,
    model,
    workspaceId,
  }: Pick<CauseFile, "live"> & {
    model: { id: string; name: string; riskTier: Tier };
    workspaceId: string;
  },
): Promise<Result<CauseFile, Refusal>> {
  const rules = await policySectionNow(tx, model.riskTier, "normal");
  if (!rules.ok) return rules;
  const { version: policy, tier, council, seats, composition, deadlines, reviewDays } = rules.value.section;
  const content = (await policyInForce(tx))!.content;
  const route = routeFor(content, tier);
  const overdue = (route.ok && route.value.reReview?.overdue) || "warn";
  const open = await openReviewOn(tx, live.pointerId);
  // Where something else is live by now, that one is closed first.
  const joined = open?.subject.release === live.release ? open : null;
  return ok({
    live,
    model,
    open: joined,
    terms: {
      policy,
      tier,
      council,
      seats,
      ...(composition ? { composition } : {}),
      ...(deadlines ? { deadlines } : {}),
      overdue,
    },
    reviewDays,
    number: joined?.number ?? (await nextNumber(tx, workspaceId, "review")),
  });
}

type Bringing = { readonly now: Date; readonly newId: () => string };

/** What is said of a cause: it joins the open re-review, or opens one. */
export function causeBrought(file: CauseFile, cause: CauseTold, { now, newId }: Bringing) {
  const { live, open, model, terms, reviewDays, number } = file;
  const may = mayJoin(open?.causes ?? []);
  if (!may.ok) return may;
  const { modelId: _, versionId: __, ...subject } = live;
  const calendarDay = cause.cause === "calendar" ? cause.source : null;
  const review: ReReview = {
    id: open?.id ?? newId(),
    number,
    model: model.id,
    terms: open?.terms ?? terms,
    subject: open?.subject ?? subject,
    causes: [...(open?.causes ?? []), cause],
    dueAt: dueWith({ reviewDays, calendarDay, now }, open?.dueAt ?? null),
  };
  const digest = reviewDigest(review);
  const { about, said } = aboutReview({ ...review, modelName: model.name, digest });
  const { source, at: causedAt, reason, evidence } = cause;
  const data = {
    ...said,
    round: review.causes.length,
    cause: cause.cause,
    source,
    causedAt,
    dueAt: review.dueAt,
    digest,
  };
  const details = { ...(reason ? { reason } : {}), ...(evidence ? { evidence } : {}) };
  return ok({
    joins: open !== null,
    review,
    raised: { ...about, data: { ...data, pointer: live.pointer }, details },
    opened: { ...about, data: { ...data, terms: review.terms, subject: review.subject }, details },
  });
}

/** The same in its row; answers which re-review has it and when that is due. */
export async function recordCause(
  tx: Tx,
  { review, data: { digest } }: { readonly review: ReReview; readonly data: { readonly digest: string } },
  { live, open }: Pick<CauseFile, "live" | "open">,
  { caller, now }: Pick<Context, "caller" | "now">,
): Promise<{ number: number; dueAt: string }> {
  const { id, number, causes, dueAt, terms, subject } = review;
  if (open) await tx.reReview.update({ where: { id }, data: { causes: asJson(causes), dueAt, digest } });
  else
    await tx.reReview.create({
      data: {
        id,
        workspaceId: caller.workspaceId,
        number,
        modelId: live.modelId,
        pointerId: live.pointerId,
        releaseId: live.release,
        terms: asJson(terms),
        subject: asJson(subject),
        causes: asJson(causes),
        dueAt,
        digest,
        openedAt: now,
        state: "open",
      },
    });
  return { number, dueAt };
}
