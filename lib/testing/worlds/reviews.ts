import { Prisma } from "#generated/prisma/client.ts";
import { type KeptReview, reviewsWhere } from "#lib/councils/rows/re-reviews.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import type { PolicyContent, ReReviewRule } from "#lib/policy/policy.ts";
import { raiseReview } from "#lib/releases/commands/raise-review.ts";
import { scheduleReview } from "#lib/releases/commands/schedule-review.ts";
import { signReview } from "#lib/releases/commands/sign-review.ts";
import { dueReviews } from "#lib/releases/queries/due-reviews.ts";
import { NUMBERED, withStandard } from "./envelopes.ts";
import { gated } from "./gated.ts";
import { present } from "./releases.ts";
import type { Person, TestWorkspace } from "./workspace.ts";
import { MODEL, testWorld, type World } from "./world.ts";

/** A policy by which what is live is reviewed again. */
export function withReReview(policy: PolicyContent, reReview: ReReviewRule): PolicyContent {
  return { ...policy, routes: policy.routes.map((route) => ({ ...route, reReview })) };
}

/** The world under such a policy; version 1 is live. */
export const reviewedWorld = (reReview: ReReviewRule): Promise<World> =>
  testWorld(withReReview(withStandard(gated(NUMBERED)), reReview));

export const raising = (cause: "drift" | "data" | "obligation" | "other" = "drift") => ({
  model: MODEL,
  pointer: "production",
  cause,
  reason: "Scores moved since June.",
  evidence: "https://monitoring.example/drift/12",
});

/** Brings a cause by hand. */
export async function raisedReview(
  { here, people }: World,
  cause: "drift" | "other" = "drift",
): Promise<number> {
  return (await here.make(raiseReview, raising(cause), people.erik)).number;
}

/** What the worker does of what is due. */
export async function scheduled({ here }: World): Promise<number[]> {
  const { schedule } = await here.see(dueReviews, {}, here.system);
  const numbers: number[] = [];
  for (const one of schedule) numbers.push((await here.make(scheduleReview, one, here.system)).number);
  return numbers;
}

/** A re-review as its row has it. */
export async function reviewIn(here: TestWorkspace, number: number): Promise<KeptReview> {
  const [found] = await inWorkspace(here.db, here.workspaceId, (tx) =>
    reviewsWhere(tx, Prisma.sql`r.number = ${number}`),
  );
  if (!found) throw new Error(`there is no re-review ${number}`);
  return found;
}

type Signing = {
  review: number;
  seat: BusinessFunction;
  decision?: "approve" | "reject";
  conditions?: { text: string; test: string; owner: string; dueAt: string }[];
  /** As the signer read it; the present one where left out. */
  read?: KeptReview;
};

/** Signs a seat of a re-review with a fresh proof of presence. */
export async function signedReview(here: TestWorkspace, by: Person, of: Signing) {
  const { review, seat, decision = "approve", conditions, read } = of;
  const { digest, causes } = read ?? (await reviewIn(here, review));
  const proved = await present(here, by, { act: "sign-review", subjectDigest: digest });
  const said = { review, round: causes.length, digest: digest as never, seat, decision, comment: "Read." };
  return here.attempt(signReview, { ...said, ...(conditions ? { conditions } : {}), ...proved }, by);
}

/** Every seat finds it still fit. */
export async function foundFit({ here, people }: World, review: number): Promise<void> {
  for (const [by, seat] of [
    [people.dara, "data-science"],
    [people.erik, "engineering"],
    [people.carla, "compliance"],
  ] as const) {
    if ((await reviewIn(here, review)).state !== "open") return;
    const signed = await signedReview(here, by, { review, seat });
    if (!signed.ok) throw new Error(signed.error.message);
  }
}
