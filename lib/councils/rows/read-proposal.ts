import type { PolicyProposal as Row } from "#generated/prisma/client.ts";
import {
  levelsToChange,
  PROPOSAL_STATES,
  type ProposalState,
  proposalMachine,
  signableProposal,
} from "#lib/councils/policy-proposal.ts";
import type { Signable } from "#lib/councils/signable.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Digest } from "#lib/kernel/digest.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { peopleRules } from "#lib/policy/people-rules.ts";
import type { PolicyContent } from "#lib/policy/policy.ts";
import { type PolicyVersion, policyInForce, policyVersionOf } from "#lib/policy/rows/policy-versions.ts";
import { authorityHere, authorityOver } from "./authority.ts";
import { type KeptSignature, signaturesOf } from "./signatures.ts";

export type Proposal = Omit<Row, "content" | "digest" | "state"> & {
  readonly content: PolicyContent;
  readonly digest: Digest;
  readonly state: ProposalState;
};

export const proposalOf = (row: Row): Proposal => ({
  ...row,
  content: row.content as PolicyContent,
  digest: row.digest as Digest,
  state: oneOf(PROPOSAL_STATES, row.state),
});

/** A proposed policy with all facts that decide over it. */
export interface ProposalFile extends Signable<KeptSignature> {
  readonly proposal: Proposal;
  /** The version it changes, whose rules apply to signing the proposal. */
  readonly base: { readonly version: number; readonly digest: string; readonly content: PolicyContent };
}

export async function readProposal(tx: Tx, id: string, now: Date): Promise<Result<ProposalFile, Refusal>> {
  const row = await tx.policyProposal.findUnique({ where: { id } });
  if (!row) return refuse("not-found", "proposal-not-found", "There is no such proposal here.");
  const proposal = proposalOf(row);
  const { version, digest, content } = policyVersionOf(
    await tx.policyVersion.findFirstOrThrow({ where: { version: proposal.baseVersion } }),
  );
  const base = { version, digest, content };
  const signatures = (await signaturesOf(tx, "policy-proposal", [id]))(id);
  const authority = await authorityHere(tx, now);
  return ok({
    ...signableProposal(proposal, base),
    signatures,
    // A rejection ends a proposal, so that no objection stands for anyone to lift.
    lifted: () => false,
    ...authorityOver(authority, levelsToChange(content), new Set([proposal.proposedById])),
    open: signableNow(proposal, await policyInForce(tx)),
    proposal,
    base,
  });
}

/** Whether the proposal is open and based on the version in force. */
function signableNow({ state, baseVersion }: Proposal, inForce: PolicyVersion | null) {
  const next = proposalMachine.next(state, "sign");
  if (!next.ok || inForce?.version === baseVersion) return next;
  return refuse(
    "stale",
    "policy-changed",
    `Policy ${inForce?.version} is in force; this proposal changes another version.`,
    { todo: "Withdraw the proposal and propose it again." },
  );
}

/** What decides who may sign a proposal together: the rules of the version in force. */
export function aroundProposal({ signatures, contributors, base }: ProposalFile, now: Date) {
  const { independenceDays: days, factorWaitHours: waitHours } = peopleRules(base.content);
  return { signatures, contributors, days, waitHours, now };
}
