import type { Council } from "#lib/councils/quorum.ts";
import type { Signature, VerdictDecision } from "#lib/councils/signature.ts";
import { daysLater } from "#lib/kernel/time.ts";
import type { ReleaseState } from "./release.ts";

/** What a signature can lead to. */
export const VERDICT_CONSEQUENCES = [
  "release.approved",
  "release.rejected",
  "release.changes-requested",
  "release.review-resumed",
] as const;
export type VerdictConsequence = (typeof VERDICT_CONSEQUENCES)[number];

/** What the sign-off can lead to with no new signature. A rejection is always somebody's signature. */
export type StandingOutcome = Exclude<VerdictConsequence, "release.rejected">;

type Standing = Pick<Council<Signature>, "approved" | "objections">;

/** Whether a gate that must pass does not. The seats then stay met, and the release waits for the gate. */
type Gated = { readonly blocked: boolean };

/**
 * What follows from a signature, given the release's state before and the sign-off with it; null where nothing does.
 * The server records it, and whoever checks a packet expects it.
 */
export function consequenceOfVerdict(
  state: ReleaseState,
  decision: VerdictDecision,
  council: Standing,
  { blocked }: Gated,
): VerdictConsequence | null {
  const asked = state === "changes-requested";
  if (decision === "reject") return "release.rejected";
  if (decision === "request-changes") return asked ? null : "release.changes-requested";
  if (council.approved && !blocked) return "release.approved";
  return asked && council.objections.length === 0 ? "release.review-resumed" : null;
}

/**
 * What follows when the sign-off changes with no new signature: an edit restores what was signed, an objection is
 * lifted, a signer comes back, a gate passes. Null where the state is already the one that the sign-off leads to.
 */
export function outcomeOfStanding(
  state: ReleaseState,
  council: Council<Signature>,
  { validDays, now, blocked }: Gated & { readonly validDays: number; readonly now: Date },
): StandingOutcome | null {
  if (state !== "in-review" && state !== "changes-requested") return null;
  const end = approvalEnd(council, validDays);
  if (end && !blocked) return end > now ? "release.approved" : null;
  const objected = council.objections.length > 0;
  if (objected === (state === "changes-requested")) return null;
  return objected ? "release.changes-requested" : "release.review-resumed";
}

/**
 * When the approval that stands ends; null where none does. It counts from the newest signature it rests on, so an edit
 * that is undone or a signer who comes back never makes an approval last longer than its reviews.
 */
export function approvalEnd({ approved, seats }: Council<Signature>, validDays: number): Date | null {
  if (!approved) return null;
  const signedAtMs = seats.flatMap(({ signatures }) =>
    signatures.filter(({ standing }) => standing.counts).map(({ signature }) => signature.signedAt.getTime()),
  );
  return daysLater(new Date(Math.max(...signedAtMs)), validDays);
}
