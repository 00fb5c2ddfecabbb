import { Prisma } from "#generated/prisma/client.ts";
import { whyNotPermitted } from "#lib/access/permission.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { WaitingItem } from "#lib/overview/views/waiting-item.ts";
import { approvedUntil } from "./approved-until.ts";
import { councilsToSign } from "./councils-waiting.ts";
import { discussionsWaiting } from "./discussions-waiting.ts";
import { envelopesToSign } from "./envelopes-waiting.ts";
import { functionsToConfirm } from "./functions-waiting.ts";
import { haltedRollouts } from "./halted-rollouts.ts";
import { incidentsWaiting } from "./incidents-waiting.ts";
import { lateSeats } from "./late-seats.ts";
import { learningsWaiting } from "./learnings-waiting.ts";
import { minutesToSign } from "./minutes-waiting.ts";
import { policyToSign } from "./policy-waiting.ts";
import { REVIEWS_MAX, releasesToAnswer, reviewsWaiting } from "./reviews.ts";
import { reviewsToSign, unfitToReplace } from "./reviews-waiting.ts";
import { signersToConsentTo } from "./signers-waiting.ts";
import { tiersToSign } from "./tier-waiting.ts";
import { waiversToSign } from "./waivers-waiting.ts";

/** Everything that waits for this person: halted rollouts, which expose people, then by deadline, then the rest. */
export async function waitingItems(tx: Tx, caller: Caller, now: Date): Promise<WaitingItem[]> {
  const items = await Promise.all([
    haltedRollouts(tx, caller),
    toSign(tx, caller, now),
    lateSeats(tx, caller, now),
    policyToSign(tx, caller, now),
    councilsToSign(tx, caller, now),
    minutesToSign(tx, caller, now),
    tiersToSign(tx, caller, now),
    waiversToSign(tx, caller, now),
    envelopesToSign(tx, caller, now),
    reviewsToSign(tx, caller, now),
    unfitToReplace(tx, caller),
    functionsToConfirm(tx, caller, now),
    signersToConsentTo(tx, caller, now),
    toStart(tx, caller, now),
    toAnswer(tx, caller, now),
    incidentsWaiting(tx, caller),
    learningsWaiting(tx, caller),
    discussionsWaiting(tx, caller),
  ]);
  return items.flat().sort((a, b) => deadlineMs(a) - deadlineMs(b));
}

async function toSign(tx: Tx, caller: Caller, now: Date): Promise<WaitingItem[]> {
  const reviews = await reviewsWaiting(tx, caller, now);
  return reviews.map(({ file, seat, changed, sealed }) => ({
    kind: "sign",
    release: file.release,
    seat,
    changed: [...changed],
    changeClass: file.changeClass,
    late: file.steps.findLast((one) => one.seat === seat)?.step ?? null,
    sealed,
    dueAt: file.dueAt?.toISOString() ?? null,
  }));
}

async function toStart(tx: Tx, caller: Caller, now: Date): Promise<WaitingItem[]> {
  if (caller.kind !== "person" || whyNotPermitted(caller, "rollout:start") !== null) return [];
  const approved = await approvedUntil(tx, Prisma.sql`valid_until > ${now}`, REVIEWS_MAX);
  return approved.map((approval) => ({ kind: "start", ...approval }));
}

async function toAnswer(tx: Tx, caller: Caller, now: Date): Promise<WaitingItem[]> {
  if (caller.kind !== "person") return [];
  const files = await releasesToAnswer(tx, caller.id, now);
  return files.map(({ release, objections }) => ({
    kind: "answer",
    release,
    objections: objections.map((verdict) => ({ seat: verdict.seat, by: verdict.signerName })),
  }));
}

function deadlineMs(item: WaitingItem): number {
  if (item.kind === "halted") return 0;
  const at = endingAt(item);
  return at ? Date.parse(at) : Number.MAX_SAFE_INTEGER;
}

function endingAt(item: WaitingItem): string | null {
  if (item.kind === "sign") return item.dueAt;
  if (item.kind === "sign-waiver") return item.endsAt;
  return item.kind === "start" ? item.validUntil : null;
}
