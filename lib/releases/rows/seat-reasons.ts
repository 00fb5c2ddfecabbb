import type { SeatStanding, SignatureStanding } from "#lib/councils/quorum.ts";
import type { KeptSignature } from "#lib/councils/rows/signatures.ts";

/** Why a seat is not met, as a sentence; null where it is. */
export function whyNotMet({ state, min, signatures }: SeatStanding<KeptSignature>): string | null {
  const counting = signatures.filter(({ standing }) => standing.counts).map(({ signature }) => signature);
  const approvals = counting.filter(({ decision }) => decision === "approve").length;
  switch (state) {
    case "met":
      return null;
    case "objected": {
      const { signerName, decision } = counting.find((one) => one.decision !== "approve")!;
      return decision === "reject" ? `${signerName} rejected it.` : `${signerName} requested changes.`;
    }
    case "stale":
      return `${approvals} of ${min} signatures; the content signed before has changed.`;
    case "waiting":
      return `${approvals} of ${min} signatures.`;
  }
}

/** Why a signature does not count, as a sentence; null where it does. */
export function whyNotCounting(standing: SignatureStanding): string | null {
  if (standing.counts) return null;
  switch (standing.because) {
    case "replaced":
      return "The signer gave a later verdict.";
    case "changed":
      return `Changed since: ${standing.sections.join(", ")}.`;
    case "recused":
      return "The signer recused themselves.";
    case "overdue":
      return "A condition of this approval is overdue.";
    case "lifted":
      return "A holder of the same function lifted the objection.";
    case "not-entitled":
      return "The signer may no longer sign this seat.";
  }
}
