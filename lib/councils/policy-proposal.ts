import type { IdentityLevel } from "#lib/access/identity-level.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { Digest } from "#lib/kernel/digest.ts";
import { machine } from "#lib/kernel/machine.ts";
import { type Steps, stateAfter } from "#lib/kernel/machine-steps.ts";
import type { PolicyEvent } from "#lib/policy/events.ts";
import { peopleRules } from "#lib/policy/people-rules.ts";
import { type ChangeRule, changeSeats, type PolicyContent } from "#lib/policy/policy.ts";
import type { ProposalEvent } from "./events.ts";
import type { Council } from "./quorum.ts";
import type { Signature, VerdictDecision } from "./signature.ts";

export const PROPOSAL_STATES = ["open", "published", "rejected", "withdrawn"] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

/** The states of a proposed policy. Nobody calls `publish`: it follows when the last seat is filled. */
export const proposalMachine = machine<ProposalState, "sign" | "publish" | "reject" | "withdraw">(
  "proposal",
  {
    sign: { from: ["open"], to: "open" },
    publish: { from: ["open"], to: "published" },
    reject: { from: ["open"], to: "rejected" },
    withdraw: { from: ["open"], to: "withdrawn" },
  },
);

/** How each event of a proposal moves its machine. */
const PROPOSAL_STEPS: Steps<
  (ProposalEvent | PolicyEvent)["type"],
  ProposalState,
  keyof typeof proposalMachine.table
> = {
  "policy.proposed": { opens: "open" },
  "policy.signed": { verb: "sign" },
  "policy.published": { verb: "publish" },
  "policy.rejected": { verb: "reject" },
  "policy.proposal-withdrawn": { verb: "withdraw" },
};

export const proposalAfter = stateAfter(proposalMachine, PROPOSAL_STEPS);

/** The events that a signature can lead to. */
export const PROPOSAL_CONSEQUENCES = ["policy.published", "policy.rejected"] as const;
export type ProposalConsequence = (typeof PROPOSAL_CONSEQUENCES)[number];

/**
 * The event that a signature leads to, given the sign-off with it; null if none. The server records it, and the check
 * of a packet expects it.
 */
export function consequenceOfSignature(
  decision: VerdictDecision,
  council: Pick<Council<Signature>, "approved">,
): ProposalConsequence | null {
  if (decision === "reject") return "policy.rejected";
  return council.approved ? "policy.published" : null;
}

type Proposed = {
  readonly id: string;
  readonly version: number;
  readonly digest: string;
  readonly proposedById: string;
};
type Base = { readonly version: number; readonly digest: string; readonly content: ChangeRule };

/** A proposed policy as a subject of signatures: one section, signed by the seats that the base version names. */
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

/** The levels of identity that sign a change of this policy: those of its strictest tier. */
export const levelsToChange = (content: PolicyContent): readonly IdentityLevel[] =>
  peopleRules(content).identity.critical;

/** Only the author or an admin withdraws a proposal. */
export const mayWithdraw = (caller: Caller, { proposedById }: Pick<Proposed, "proposedById">): boolean =>
  caller.kind === "person" && (caller.id === proposedById || caller.roles.includes("admin"));
