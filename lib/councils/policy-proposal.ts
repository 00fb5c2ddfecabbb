import type { Caller } from "#lib/kernel/caller.ts";
import type { Digest } from "#lib/kernel/digest.ts";
import { machine } from "#lib/kernel/machine.ts";
import { changeSeats, type PolicyContent } from "#lib/policy/policy.ts";
import type { Council } from "./quorum.ts";
import type { Signature, VerdictDecision } from "./signature.ts";

export const PROPOSAL_STATES = ["open", "published", "rejected", "withdrawn"] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

/** How a proposed policy moves. `publish` is no verb anyone calls: it follows when the last seat is filled. */
export const proposalMachine = machine<ProposalState, "sign" | "publish" | "reject" | "withdraw">(
  "proposal",
  {
    sign: { from: ["open"], to: "open" },
    publish: { from: ["open"], to: "published" },
    reject: { from: ["open"], to: "rejected" },
    withdraw: { from: ["open"], to: "withdrawn" },
  },
);

/** The state a proposal has after an event of its stream; the same for the tables and for a replay of the log. */
export function proposalAfter(state: ProposalState, event: { readonly type: string }): ProposalState {
  switch (event.type) {
    case "policy.proposed":
      return "open";
    case "policy.published":
      return "published";
    case "policy.rejected":
      return "rejected";
    case "policy.proposal-withdrawn":
      return "withdrawn";
    default:
      return state;
  }
}

/** What a signature can lead to. */
export const PROPOSAL_OUTCOMES = ["policy.published", "policy.rejected"] as const;
export type ProposalOutcome = (typeof PROPOSAL_OUTCOMES)[number];

/**
 * What follows from a signature, given the sign-off with it; null where nothing does. The server records it, and
 * whoever checks a packet expects it.
 */
export function outcomeOfSignature(
  decision: VerdictDecision,
  council: Pick<Council<Signature>, "approved">,
): ProposalOutcome | null {
  if (decision === "reject") return "policy.rejected";
  return council.approved ? "policy.published" : null;
}

type Proposed = {
  readonly id: string;
  readonly version: number;
  readonly digest: string;
  readonly proposedById: string;
};
type Base = { readonly version: number; readonly digest: string; readonly content: PolicyContent };

/** A proposed policy as it is signed: one section, whole, by the seats that the version it changes names. */
export const signableProposal = ({ id, version, digest, proposedById }: Proposed, base: Base) => ({
  kind: "policy-proposal" as const,
  id,
  round: 1,
  digest,
  digests: { policy: digest as Digest },
  about: { version, base: { version: base.version, digest: base.digest } },
  seats: changeSeats(base.content),
  contributors: [{ personId: proposedById, because: "proposed it" }],
});

/** Only its author or an admin takes a proposal back. */
export const mayWithdraw = (caller: Caller, { proposedById }: Pick<Proposed, "proposedById">): boolean =>
  caller.kind === "person" && (caller.id === proposedById || caller.roles.includes("admin"));
