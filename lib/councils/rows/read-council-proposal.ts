import type { CouncilProposal as Row } from "#generated/prisma/client.ts";
import type { CompositionContent } from "#lib/councils/composition.ts";
import { PROPOSAL_STATES, type ProposalState, signableCouncil } from "#lib/councils/policy-proposal.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Digest } from "#lib/kernel/digest.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { type ProposedFile, proposedFile } from "./proposed-file.ts";

export type CouncilProposal = Omit<Row, "content" | "digest" | "state"> & {
  readonly content: CompositionContent;
  readonly digest: Digest;
  readonly state: ProposalState;
};

export const councilProposalOf = (row: Row): CouncilProposal => ({
  ...row,
  content: row.content as CompositionContent,
  digest: row.digest as Digest,
  state: oneOf(PROPOSAL_STATES, row.state),
});

/** A proposed composition with all facts that decide over it. */
export type CouncilProposalFile = ProposedFile<"council-proposal", CouncilProposal>;

export async function readCouncilProposal(
  tx: Tx,
  id: string,
  now: Date,
): Promise<Result<CouncilProposalFile, Refusal>> {
  const row = await tx.councilProposal.findUnique({ where: { id } });
  if (!row) return refuse("not-found", "proposal-not-found", "There is no such proposal here.");
  const proposal = councilProposalOf(row);
  return ok(
    await proposedFile(tx, proposal, {
      base: proposal.basePolicy,
      signable: (policy) => signableCouncil({ ...proposal, council: proposal.councilId }, policy),
      now,
    }),
  );
}
