import { z } from "zod";
import { Prisma } from "#generated/prisma/client.ts";
import { defineQuery } from "#lib/command/query.ts";
import { SEEN_CAUSES } from "#lib/councils/re-review.ts";
import { reviewsWhere } from "#lib/councils/rows/re-reviews.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { ok } from "#lib/kernel/result.ts";
import { routeFor } from "#lib/policy/policy.ts";
import { policyInForce } from "#lib/policy/rows/policy-versions.ts";
import { TIERS } from "#lib/registry/tier.ts";
import { causesSeen, liveOn } from "#lib/releases/rows/live-reviewed.ts";

/** What is live and has a cause to be reviewed again that nobody recorded yet, and open re-reviews of what is not live. */
export const dueReviews = defineQuery({
  name: "due-reviews",
  permission: "rollout:judge",
  summary: "Re-reviews that the worker opens or closes",
  input: z.strictObject({}),
  output: z.object({
    schedule: z.array(z.object({ pointer: z.string(), cause: z.enum(SEEN_CAUSES), source: z.string() })),
    close: z.array(z.number()),
  }),

  async load(tx, _input, { now }) {
    const close: number[] = [];
    for (const { number, subject } of await reviewsWhere(tx, Prisma.sql`r.state = 'open'`))
      if ((await liveOn(tx, subject.pointerId))?.release !== subject.release) close.push(number);
    const policy = await policyInForce(tx);
    const tiers = (policy?.content.routes ?? [])
      .filter(({ reReview }) => reReview)
      .flatMap((one) => one.tiers);
    if (!policy || tiers.length === 0) return ok({ schedule: [], close });
    const pointers = await tx.$queryRaw<{ id: string; tier: string }[]>`
      SELECT pointer.id::text, model.risk_tier AS tier FROM pointer JOIN model ON model.id = pointer.model_id
      WHERE model.risk_tier = ANY (${tiers}::text[])
        AND EXISTS (SELECT FROM release r WHERE r.pointer_id = pointer.id AND r.state = 'released')
      ORDER BY pointer.id`;
    const schedule = [];
    for (const { id: pointer, tier } of pointers) {
      const route = routeFor(policy.content, oneOf(TIERS, tier));
      const live = await liveOn(tx, pointer);
      if (!live || !route.ok) continue;
      for (const { cause, source } of await causesSeen(tx, live, route.value, now))
        schedule.push({ pointer, cause, source });
    }
    return ok({ schedule, close });
  },
});
