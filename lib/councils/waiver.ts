import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { type Digest, digestOfJson } from "#lib/kernel/digest.ts";
import type { Gate } from "#lib/policy/gate.ts";
import type { Tier } from "#lib/registry/tier.ts";
import type { Council } from "./quorum.ts";
import type { Signature, VerdictDecision } from "./signature.ts";

/** A term: until when a waiver was asked for. The first came with it, each later one is an extension. */
export const TERM_STATES = ["open", "granted", "refused"] as const;
export type TermState = (typeof TERM_STATES)[number];

export type Term = {
  readonly round: number;
  readonly endsAt: Date;
  readonly state: TermState;
};

/** What a waiver is of. Null covers every pointer or release of its model. */
export type WaiverScope = { readonly pointer: string | null; readonly release: string | null };

/** A waiver as far as it decides anything. */
export type Waiver = {
  readonly id: string;
  readonly number: number;
  readonly gate: { readonly id: string; readonly digest: string };
  readonly scope: WaiverScope;
  readonly tier: Tier;
  readonly startsAt: Date;
  readonly withdrawnAt: Date | null;
  readonly terms: readonly Term[];
  /** Who granted its terms. */
  readonly signers: readonly string[];
  readonly seat: BusinessFunction;
};

/** Of the whole gate, so that a waiver of one never covers another that took its name. */
export const gateDigest = (gate: Gate): Digest => digestOfJson(gate);

/** When it ends, by what was granted; null where nothing was. */
export const endOfWaiver = ({ terms }: Pick<Waiver, "terms">): Date | null =>
  terms.findLast(({ state }) => state === "granted")?.endsAt ?? null;

/** What it waits to be signed for. */
export const openTerm = <T extends Term>({ terms }: { readonly terms: readonly T[] }): T | undefined =>
  terms.find(({ state }) => state === "open");

/** Where a waiver is. `ended` is stored nowhere: it follows from the clock. */
export const WAIVER_STATES = ["requested", "planned", "in-force", "ended", "refused", "withdrawn"] as const;
export type WaiverState = (typeof WAIVER_STATES)[number];

type Dated = Pick<Waiver, "terms" | "startsAt" | "withdrawnAt">;

export function waiverState(waiver: Dated, now: Date): WaiverState {
  if (waiver.withdrawnAt) return "withdrawn";
  const end = endOfWaiver(waiver);
  if (end === null) return openAt(waiver, now);
  if (end <= now) return "ended";
  return waiver.startsAt <= now ? "in-force" : "planned";
}

/** Of one that nothing was granted of. A request that nobody signed in time has ended, too. */
function openAt(waiver: Dated, now: Date): WaiverState {
  const open = openTerm(waiver);
  if (!open) return "refused";
  return open.endsAt <= now ? "ended" : "requested";
}

/** Whether it covers something now or may come to. */
export const isAlive = (waiver: Dated, now: Date): boolean =>
  ["requested", "planned", "in-force"].includes(waiverState(waiver, now));

type Signed = {
  readonly waiver: string;
  readonly model: string;
  readonly gate: Waiver["gate"];
  readonly policy: number;
  readonly scope: WaiverScope;
  readonly tier: Tier;
  readonly seat: BusinessFunction;
  readonly startsAt: string;
  readonly risk: string;
  readonly measures: string;
  readonly round: number;
  readonly endsAt: string;
  readonly reason: string;
};

/** What is signed of a term: everything that was asked for. */
export const termDigest = ({
  waiver,
  model,
  gate,
  policy,
  scope,
  tier,
  seat,
  startsAt,
  risk,
  measures,
  round,
  endsAt,
  reason,
}: Signed): Digest =>
  digestOfJson({
    v: 1,
    waiver,
    model,
    gate: { id: gate.id, digest: gate.digest },
    policy,
    scope: { pointer: scope.pointer, release: scope.release },
    tier,
    seat,
    startsAt,
    risk,
    measures,
    round,
    endsAt,
    reason,
  });

type Of = {
  readonly id: string;
  readonly model: string;
  readonly gate: string;
  readonly seat: BusinessFunction;
  readonly round: number;
  readonly digest: string;
  /** Who asked for the waiver and for this term. */
  readonly askers: readonly string[];
  readonly ownerId: string;
  /** Those of the release it is for. */
  readonly contributors: readonly { readonly personId: string; readonly because: string }[];
};

/** A term as a subject of signatures: by the function that its gate names, and never by whoever asked or gains by it. */
export const signableWaiver = (of: Of) => ({
  kind: "waiver" as const,
  id: of.id,
  round: of.round,
  digest: of.digest,
  digests: { policy: of.digest as Digest },
  about: { model: of.model, gate: of.gate, term: of.round },
  seats: [{ function: of.seat, min: 1 }],
  contributors: [
    ...of.askers.map((personId) => ({ personId, because: "asked for it" })),
    { personId: of.ownerId, because: "own the model" },
    ...of.contributors,
  ],
});

/** The events that a signature can lead to. */
export const WAIVER_CONSEQUENCES = ["waiver.granted", "waiver.refused"] as const;
export type WaiverConsequence = (typeof WAIVER_CONSEQUENCES)[number];

/** The event that a signature leads to, given the sign-off with it; null if none. */
export function consequenceOfWaiver(
  decision: VerdictDecision,
  council: Pick<Council<Signature>, "approved">,
): WaiverConsequence | null {
  if (decision === "reject") return "waiver.refused";
  return council.approved ? "waiver.granted" : null;
}
