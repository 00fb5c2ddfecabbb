import type { IdentityLevel } from "#lib/access/identity-level.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { Digest } from "#lib/kernel/digest.ts";
import { machine } from "#lib/kernel/machine.ts";
import { type Steps, stateAfter } from "#lib/kernel/machine-steps.ts";
import type { PolicyEvent } from "#lib/policy/events.ts";
import { peopleRules } from "#lib/policy/people-rules.ts";
import { type ChangeRule, changeSeats, type PolicyContent } from "#lib/policy/policy.ts";
import type { CouncilEvent } from "./council-events.ts";
import type { ProposalEvent } from "./events.ts";
import type { Council } from "./quorum.ts";
import type { Signature, VerdictDecision } from "./signature.ts";

export const PROPOSAL_STATES = ["open", "published", "rejected", "withdrawn"] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

/** What is proposed to the signers whom the policy in force names for its own change. */
export type ProposalKind = "policy-proposal" | "council-proposal";

/** The states of a proposed policy or composition of a council. Nobody calls `publish`: it follows when the last seat is filled. */
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
  (ProposalEvent | PolicyEvent | CouncilEvent)["type"],
  ProposalState,
  keyof typeof proposalMachine.table
> = {
  "policy.proposed": { opens: "open" },
  "policy.signed": { verb: "sign" },
  "policy.published": { verb: "publish" },
  "policy.rejected": { verb: "reject" },
  "policy.proposal-withdrawn": { verb: "withdraw" },
  "council.proposed": { opens: "open" },
  "council.signed": { verb: "sign" },
  "council.composed": { verb: "publish" },
  "council.rejected": { verb: "reject" },
  "council.proposal-withdrawn": { verb: "withdraw" },
};

export const proposalAfter = stateAfter(proposalMachine, PROPOSAL_STEPS);

/** The events that a signature of each kind can lead to. */
export const PROPOSAL_CONSEQUENCES = {
  "policy-proposal": ["policy.published", "policy.rejected"],
  "council-proposal": ["council.composed", "council.rejected"],
} as const satisfies Readonly<Record<ProposalKind, readonly [published: string, rejected: string]>>;
type Consequence<K extends ProposalKind> = (typeof PROPOSAL_CONSEQUENCES)[K][number];

/**
 * The event that a signature leads to, given the sign-off with it; null if none. The server records it, and the check
 * of a packet expects it.
 */
export function consequenceOfSignature<K extends ProposalKind>(
  kind: K,
  decision: VerdictDecision,
  council: Pick<Council<Signature>, "approved">,
): Consequence<K> | null {
  const [published, rejected] = PROPOSAL_CONSEQUENCES[kind];
  if (decision === "reject") return rejected;
  return council.approved ? published : null;
}

type Proposed = {
  readonly id: string;
  readonly version: number;
  readonly digest: string;
  readonly proposedById: string;
};
/** The policy whose rule for its own change applies. */
type Base = { readonly version: number; readonly digest: string; readonly content: ChangeRule };

/** What is proposed as a subject of signatures: one section, signed by the seats that the base version names. */
const signableOf = <K extends ProposalKind>(
  kind: K,
  { id, version, digest, proposedById }: Proposed,
  base: Base,
) => ({
  kind,
  id,
  round: 1,
  digest,
  digests: { policy: digest as Digest },
  about: { version, base: { version: base.version, digest: base.digest } },
  seats: changeSeats(base.content),
  contributors: [{ personId: proposedById, because: "proposed it" }],
});

export const signableProposal = (proposed: Proposed, base: Base) =>
  signableOf("policy-proposal", proposed, base);

/** The same of a composition. `base` is the policy in force; what the council was before is named by its version. */
export function signableCouncil(proposed: Proposed & { readonly council: string }, base: Base) {
  const signable = signableOf("council-proposal", proposed, base);
  return { ...signable, about: { ...signable.about, council: proposed.council } };
}

/** The levels of identity that sign a change of this policy: those of its strictest tier. */
export const levelsToChange = (content: PolicyContent): readonly IdentityLevel[] =>
  peopleRules(content).identity.critical;

/** Only the author or an admin withdraws a proposal. */
export const mayWithdraw = (caller: Caller, { proposedById }: Pick<Proposed, "proposedById">): boolean =>
  caller.kind === "person" && (caller.id === proposedById || caller.roles.includes("admin"));
