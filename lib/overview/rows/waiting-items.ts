import { z } from "zod";
import type { Release } from "#generated/prisma/client.ts";
import { whyNotPermitted } from "#lib/access/permission.ts";
import { SECTIONS } from "#lib/councils/sections.ts";
import type { Tx } from "#lib/db/client.ts";
import { type Caller, FUNCTIONS } from "#lib/kernel/caller.ts";
import { sectionsOf } from "#lib/releases/rows/release-sections.ts";
import type { ReleaseSections } from "#lib/releases/sections.ts";
import { policyToSign, policyWaitingItem } from "./policy-waiting.ts";
import { REVIEWS_MAX, releasesToAnswer, reviewsWaiting } from "./reviews.ts";

/** A release as a line names it. */
export const releaseReference = z.object({
  number: z.number(),
  model: z.string(),
  version: z.number(),
  base: z.number().nullable(),
  pointer: z.string(),
  round: z.number(),
});
export type ReleaseReference = z.infer<typeof releaseReference>;

/** What only the reader can move on: sign a seat of a release or of a policy, start what is approved, answer what was asked. */
export const waitingItem = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("sign"),
    release: releaseReference,
    seat: z.enum(FUNCTIONS),
    changed: z.array(z.enum(SECTIONS)),
    changeClass: z.string(),
    dueAt: z.string().nullable(),
  }),
  z.object({ kind: z.literal("start"), release: releaseReference, validUntil: z.string() }),
  z.object({
    kind: z.literal("answer"),
    release: releaseReference,
    objections: z.array(z.object({ seat: z.enum(FUNCTIONS), by: z.string() })),
  }),
  policyWaitingItem,
]);
export type WaitingItem = z.infer<typeof waitingItem>;

/** Everything that waits for this person: by deadline, then what has none. */
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
