import type { Fact, Facts } from "#lib/audit/replay.ts";
import type { Replayed } from "#lib/audit/rows/replayed.ts";
import { policyFold } from "#lib/councils/replay.ts";
import type { Tx } from "#lib/db/client.ts";
import { signatureFacts } from "./replayed-signatures.ts";

/** Policies, their proposals and signatures, compared with the log. */
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
  const proposals = await tx.policyProposal.findMany({ where });
  for (const { id, version, digest, content, state, ...proposal } of proposals)
    facts.set(`policy proposal ${id}`, {
      version,
      digest,
      content: content as Fact,
      state,
      by: proposal.proposedById,
      at: proposal.proposedAt.toISOString(),
      endedAt: instant(proposal.endedAt),
    });
  const names = new Map(proposals.map(({ id }) => [id, `policy proposal ${id}`]));
  for (const [name, fact] of await signatureFacts(tx, "policy-proposal", names)) facts.set(name, fact);
  return facts;
}

const instant = (at: Date | null): string | null => at?.toISOString() ?? null;
