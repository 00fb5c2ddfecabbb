import type { PolicyProposal, PolicySignature } from "#generated/prisma/client.ts";
import type { CastVerdict, Decision } from "#lib/councils/quorum.ts";
import type { Tx } from "#lib/db/client.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import type { PolicyContent } from "#lib/policy/policy.ts";
import { authorityOf } from "./authority.ts";

export type ProposalFile = {
  readonly proposal: Omit<PolicyProposal, "content"> & { readonly content: PolicyContent };
  /** The version it was proposed on top of; by it the proposal is signed. */
  readonly base: { readonly version: number; readonly digest: string; readonly content: PolicyContent };
  readonly signatures: readonly (PolicySignature & CastVerdict)[];
  /** Does the person still speak for the function, with their account open, and is not the author? */
  readonly entitled: (personId: string, seat: BusinessFunction) => boolean;
};

/** A proposed policy with all that decides over it. */
export async function readProposal(tx: Tx, id: string): Promise<Result<ProposalFile, Refusal>> {
  const found = await tx.policyProposal.findUnique({
    where: { id },
    include: { signatures: { orderBy: [{ signedAt: "asc" }, { id: "asc" }] } },
  });
  if (!found) return refuse("not-found", "proposal-not-found", "There is no such proposal here.");
  const { signatures, ...proposal } = found;
  const base = await tx.policyVersion.findFirstOrThrow({ where: { version: proposal.baseVersion } });
  const speaksFor = await authorityOf(
    tx,
    signatures.map(({ signerId }) => signerId),
  );
  return ok({
    proposal: { ...proposal, content: proposal.content as PolicyContent },
    base: { version: base.version, digest: base.digest, content: base.content as PolicyContent },
    signatures: signatures.map(asCastVerdict),
    entitled: (personId, seat) => speaksFor(personId, seat) && personId !== proposal.proposedById,
  });
}

const asCastVerdict = (signature: PolicySignature): PolicySignature & CastVerdict => ({
  ...signature,
  round: 1,
  seat: signature.seat as BusinessFunction,
  decision: signature.decision as Decision,
  sectionDigests: { policy: signature.digest },
});
