import type { Release } from "#generated/prisma/client.ts";
import { whyNotPermitted } from "#lib/access/permission.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { ReleaseReference } from "#lib/overview/views/release-reference.ts";
import type { WaitingItem } from "#lib/overview/views/waiting-item.ts";
import { sectionsOf } from "#lib/releases/rows/release-sections.ts";
import type { ReleaseSections } from "#lib/releases/sections.ts";
import { policyToSign } from "./policy-waiting.ts";
import { REVIEWS_MAX, releasesToAnswer, reviewsWaiting } from "./reviews.ts";

/** Everything that waits for this person: by deadline, then items without one. */
export async function waitingItems(tx: Tx, caller: Caller, now: Date): Promise<WaitingItem[]> {
  const items = [
    ...(await toSign(tx, caller)),
    ...(await policyToSign(tx, caller)),
    ...(await toStart(tx, caller, now)),
    ...(await toAnswer(tx, caller)),
  ];
  return items.sort((a, b) => deadlineMs(a) - deadlineMs(b));
}

export function referenceTo(
  release: Pick<Release, "number" | "round">,
  sections: ReleaseSections,
): ReleaseReference {
  return {
    number: release.number,
    model: sections.target.model,
    version: sections.artifact.version,
    base: sections.target.base?.version ?? null,
    pointer: sections.target.pointer,
    round: release.round,
  };
}

async function toSign(tx: Tx, caller: Caller): Promise<WaitingItem[]> {
  const reviews = await reviewsWaiting(tx, caller);
  return reviews.map(({ file, seat, changed }) => ({
    kind: "sign",
    release: file.release,
    seat,
    changed: [...changed],
    changeClass: file.changeClass,
    dueAt: file.dueAt?.toISOString() ?? null,
  }));
}

async function toStart(tx: Tx, caller: Caller, now: Date): Promise<WaitingItem[]> {
  if (caller.kind !== "person" || whyNotPermitted(caller, "rollout:start") !== null) return [];
  const rows = await tx.release.findMany({
    where: { state: "approved", validUntil: { gt: now } },
    orderBy: { validUntil: "asc" },
    take: REVIEWS_MAX,
  });
  return rows.map((row) => ({
    kind: "start",
    release: referenceTo(row, sectionsOf(row)),
    validUntil: row.validUntil!.toISOString(),
  }));
}

async function toAnswer(tx: Tx, caller: Caller): Promise<WaitingItem[]> {
  if (caller.kind !== "person") return [];
  const files = await releasesToAnswer(tx, caller.id);
  return files.map(({ release, objections }) => ({
    kind: "answer",
    release,
    objections: objections.map((verdict) => ({ seat: verdict.seat, by: verdict.signerName })),
  }));
}

function deadlineMs(item: WaitingItem): number {
  const at = item.kind === "sign" ? item.dueAt : item.kind === "start" ? item.validUntil : null;
  return at ? Date.parse(at) : Number.MAX_SAFE_INTEGER;
}
