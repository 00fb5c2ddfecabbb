import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { canonicalJson } from "#lib/kernel/canonical-json.ts";
import { machine } from "#lib/kernel/machine.ts";
import { type Steps, stateAfter } from "#lib/kernel/machine-steps.ts";
import type { PolicyEvent } from "#lib/policy/events.ts";
import { type ChangeRule, changeSeats } from "#lib/policy/policy.ts";
import type { CouncilEvent } from "./events.ts";
import { type CastVerdict, type Council, councilStanding } from "./quorum.ts";

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

/** What each event of a proposal does in its machine. */
const PROPOSAL_STEPS: Steps<
  (CouncilEvent | PolicyEvent)["type"],
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

/** What can be said to a proposed policy. Who wants it otherwise rejects it, and another is proposed. */
export const POLICY_DECISIONS = ["approve", "reject"] as const;
export type PolicyDecision = (typeof POLICY_DECISIONS)[number];

type Proposed<V extends CastVerdict> = {
  readonly digest: string;
  /** The policy in force: by it its own change is signed. */
  readonly base: ChangeRule;
  readonly signatures: readonly V[];
  readonly entitled: (signerId: string, seat: BusinessFunction) => boolean;
};

/** Where the sign-off of a proposal stands: that of a release whose only section is the policy. */
export const proposalCouncil = <V extends CastVerdict>(proposed: Proposed<V>): Council<V> =>
  councilStanding<V>({
    seats: changeSeats(proposed.base),
    verdicts: proposed.signatures,
    digests: { policy: proposed.digest as `sha256:${string}` },
    entitled: proposed.entitled,
  });

type Standing = Omit<Proposed<CastVerdict>, "digest" | "base"> & {
  readonly proposal: { readonly digest: string };
  readonly base: { readonly content: ChangeRule };
};

/**
 * Is every seat met and the proposal open all the same? So it is when a signer who had lost their authority has it
 * again; it is published once one of the signers says so once more.
 */
export const isComplete = ({ proposal, base, signatures, entitled }: Standing): boolean =>
  proposalCouncil({ digest: proposal.digest, base: base.content, signatures, entitled }).approved;

const MEANINGS: Readonly<Record<PolicyDecision, string>> = {
  approve: "I have reviewed this change of the sign-off policy and approve it for my function.",
  reject: "I have reviewed this change of the sign-off policy and reject it for my function.",
};

export const policyMeaningOf = (decision: PolicyDecision): string => MEANINGS[decision];

type Statement = {
  readonly proposalId: string;
  readonly version: number;
  readonly base: { readonly version: number; readonly digest: string };
  readonly digest: string;
  readonly seat: BusinessFunction;
  readonly decision: PolicyDecision;
  readonly signer: { readonly id: string; readonly name: string };
  readonly signedAt: Date;
  readonly nonce: string;
};

/** What a signature of a policy says, as the canonical text of an in-toto Statement v1. */
export function policyStatement({ proposalId, digest, signedAt, ...said }: Statement): string {
  return canonicalJson({
    _type: "https://in-toto.io/Statement/v1",
    subject: [{ name: `policy-proposal/${proposalId}`, digest: { sha256: digest.replace("sha256:", "") } }],
    predicateType: "https://countersign.dev/attestation/policy-verdict/v1",
    predicate: { ...said, meaning: policyMeaningOf(said.decision), signedAt: signedAt.toISOString() },
  });
}
