import { z } from "zod";
import { Prisma } from "#generated/prisma/client.ts";
import { whyNotPermitted } from "#lib/access/permission.ts";
import { defineQuery } from "#lib/command/query.ts";
import { nextCalendarDay, RAISED_CAUSES } from "#lib/councils/re-review.ts";
import { type Holding, mayRaiseReview } from "#lib/councils/re-review-rules.ts";
import { reviewsHolding, reviewsWhere } from "#lib/councils/rows/re-reviews.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { slug } from "#lib/kernel/fields.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { ok } from "#lib/kernel/result.ts";
import { type ReReviewRule, routeFor } from "#lib/policy/policy.ts";
import { policyInForce } from "#lib/policy/rows/policy-versions.ts";
import { findModel } from "#lib/registry/rows/find-model.ts";
import { TIERS } from "#lib/registry/tier.ts";
import { coveredUntil, type Live, liveOn } from "#lib/releases/rows/live-reviewed.ts";
import { readReview } from "#lib/releases/rows/re-reviews.ts";
import { reviewLine } from "#lib/releases/rows/review-views.ts";
import { type ModelReviewsView, modelReviewsView } from "#lib/releases/views/reviews.ts";

/** What is live of a model: when it is reviewed again, and what that found. */
export const modelReviews = defineQuery({
  name: "model-reviews",
  permission: "release:read",
  summary: "List what is live of a model with its re-reviews",
  input: z.strictObject({ model: slug }),
  output: modelReviewsView,

  async load(tx, { model: name }, { caller, now }) {
    const model = await findModel(tx, name);
    if (!model.ok) return model;
    const policy = await policyInForce(tx);
    const route = policy && routeFor(policy.content, oneOf(TIERS, model.value.riskTier));
    const rule = route?.ok ? route.value.reReview : undefined;
    const pointers = await tx.pointer.findMany({
      where: { modelId: model.value.id },
      orderBy: { name: "asc" },
    });
    const holding = (await reviewsHolding(tx, [model.value.id]))(model.value.id);
    const live: ModelReviewsView["live"] = [];
    for (const pointer of pointers) {
      const found = await liveOn(tx, pointer.id);
      const held = holding.findLast(({ release }) => release === found?.release);
      if (found) live.push(await lineOf(tx, found, { rule, held, now }));
    }
    return ok({
      live,
      causes: causesOf(caller),
      whyNotRaise: whyNotPermitted(caller, "review:raise") ?? null,
    });
  },
});

type Around = {
  readonly rule: ReReviewRule | undefined;
  readonly held: Holding | undefined;
  readonly now: Date;
};

async function lineOf(
  tx: Tx,
  live: Live,
  { rule, held, now }: Around,
): Promise<ModelReviewsView["live"][number]> {
  const file = held && (await readReview(tx, held.number, now));
  return {
    pointer: live.pointer,
    version: live.version,
    nextDue: rule ? await nextDue(tx, live, rule) : null,
    months: rule?.months ?? null,
    ifOverdue: rule?.overdue ?? null,
    review: file?.ok ? reviewLine(file.value, now) : null,
  };
}

/** The due date of the calendar's re-review that is open, or the next day of the calendar. */
async function nextDue(tx: Tx, live: Live, rule: ReReviewRule): Promise<string> {
  const [open] = await reviewsWhere(
    tx,
    Prisma.sql`r.release_id = ${live.release}::uuid AND r.state = 'open'
      AND r.causes @> '[{"cause": "calendar"}]'::jsonb`,
  );
  if (open) return open.dueAt;
  return nextCalendarDay(new Date(live.liveSince), rule, await coveredUntil(tx, live)).toISOString();
}

/** The causes that the reader's functions let them bring. */
const causesOf = (caller: Caller) =>
  caller.kind === "person" ? RAISED_CAUSES.filter((cause) => mayRaiseReview(caller, cause).ok) : [];
