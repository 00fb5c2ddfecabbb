import type { Fact, Facts } from "#lib/audit/replay.ts";
import type { Replayed } from "#lib/audit/rows/replayed.ts";
import { policyFold } from "#lib/councils/replay.ts";
import type { Tx } from "#lib/db/client.ts";
import { digestOfBytes } from "#lib/kernel/digest.ts";

/** Policies, their proposals and signatures, held to the log. */
export const replayedPolicies: Replayed = {
  stream: "policy",
  table: "workspace",
  fold: policyFold,
  subjectsAPage: 100,
  facts: policyFacts,
};

async function policyFacts(tx: Tx, ids: readonly string[]): Promise<Facts> {
  const where = { workspaceId: { in: [...ids] } };
  const facts = new Map<string, Fact>();
  for (const { version, digest, content, publishedAt, publishedById } of await tx.policyVersion.findMany({
    where,
  }))
    facts.set(`policy ${version}`, {
      digest,
      content: content as Fact,
      at: publishedAt.toISOString(),
      by: publishedById,
    });
  const proposals = await tx.policyProposal.findMany({ where, include: { signatures: true } });
  for (const { id, version, digest, content, state, signatures, ...proposal } of proposals) {
    const of = `policy proposal ${id}`;
    facts.set(of, {
      version,
      digest,
      content: content as Fact,
      state,
      by: proposal.proposedById,
      at: proposal.proposedAt.toISOString(),
      endedAt: instant(proposal.endedAt),
    });
    for (const one of signatures)
      facts.set(`policy signature ${one.id}`, {
        of,
        seat: one.seat,
        decision: one.decision,
        signer: one.signerId,
        digest: one.digest,
        method: one.method,
        at: one.signedAt.toISOString(),
        statement: digestOfBytes(new TextEncoder().encode(one.statement)),
      });
  }
  return facts;
}

const instant = (at: Date | null): string | null => at?.toISOString() ?? null;
