import type { Council } from "#lib/councils/quorum.ts";
import type { Signature, VerdictDecision } from "#lib/councils/signature.ts";
import type { ReleaseState } from "./release.ts";

/** What a signature can lead to. */
export const VERDICT_OUTCOMES = [
  "release.approved",
  "release.rejected",
  "release.changes-requested",
  "release.review-resumed",
] as const;
export type VerdictOutcome = (typeof VERDICT_OUTCOMES)[number];

/**
 * What follows from a signature, given the release's state before and the sign-off with it; null where nothing does.
 * The server records it, and whoever checks a packet expects it.
 */
export function outcomeOfVerdict(
  state: ReleaseState,
  decision: VerdictDecision,
  council: Pick<Council<Signature>, "approved" | "objections">,
): VerdictOutcome | null {
  const asked = state === "changes-requested";
  if (decision === "reject") return "release.rejected";
  if (decision === "request-changes") return asked ? null : "release.changes-requested";
  if (council.approved) return "release.approved";
  return asked && council.objections.length === 0 ? "release.review-resumed" : null;
}
