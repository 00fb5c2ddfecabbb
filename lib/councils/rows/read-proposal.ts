import type { PolicyProposal as Row } from "#generated/prisma/client.ts";
import { PROPOSAL_STATES, type ProposalState, signableProposal } from "#lib/councils/policy-proposal.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Digest } from "#lib/kernel/digest.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import type { PolicyContent } from "#lib/policy/policy.ts";
import { type ProposedFile, proposedFile } from "./proposed-file.ts";

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

/** A proposed policy with all facts that decide over it. Its base is the version it changes. */
export type ProposalFile = ProposedFile<"policy-proposal", Proposal>;

export async function readProposal(tx: Tx, id: string, now: Date): Promise<Result<ProposalFile, Refusal>> {
  const row = await tx.policyProposal.findUnique({ where: { id } });
  if (!row) return refuse("not-found", "proposal-not-found", "There is no such proposal here.");
  const proposal = proposalOf(row);
  const signable = (base: Parameters<typeof signableProposal>[1]) => signableProposal(proposal, base);
  return ok(await proposedFile(tx, proposal, { base: proposal.baseVersion, signable, now }));
}
