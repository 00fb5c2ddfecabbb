import type { Fact, Facts } from "#lib/audit/replay.ts";
import type { Replayed } from "#lib/audit/rows/replayed.ts";
import type { ProposalKind } from "#lib/councils/policy-proposal.ts";
import { PROPOSAL_FACTS, policyFold } from "#lib/councils/replay.ts";
import type { Tx } from "#lib/db/client.ts";
import { signatureFacts } from "./replayed-signatures.ts";

/** Policies, councils, their proposals and signatures, compared with the log. */
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
  for (const row of await tx.policyVersion.findMany({ where }))
    facts.set(`policy ${row.version}`, publishedFact(row));
  for (const row of await tx.councilComposition.findMany({ where }))
    facts.set(`council ${row.councilId} composition ${row.version}`, publishedFact(row));
  const [policies, councils] = [
    await tx.policyProposal.findMany({ where }),
    await tx.councilProposal.findMany({ where }),
  ];
  const proposed = [
    ...(await proposalFacts(tx, "policy-proposal", policies)),
    ...(await proposalFacts(tx, "council-proposal", councils)),
  ];
  for (const [name, fact] of proposed) facts.set(name, fact);
  return facts;
}

type Published = {
  readonly digest: string;
  readonly content: unknown;
  readonly publishedAt: Date;
  readonly publishedById: string;
};

const publishedFact = ({ digest, content, publishedAt, publishedById }: Published): Fact => ({
  digest,
  content: content as Fact,
  at: publishedAt.toISOString(),
  by: publishedById,
});

type Proposed = {
  readonly id: string;
  readonly councilId?: string;
  readonly version: number;
  readonly digest: string;
  readonly content: unknown;
  readonly state: string;
  readonly proposedById: string;
  readonly proposedAt: Date;
  readonly endedAt: Date | null;
};

/** The proposals of one kind, each with its signatures. */
async function proposalFacts(
  tx: Tx,
  kind: ProposalKind,
  proposals: readonly Proposed[],
): Promise<[string, Fact][]> {
  const names = new Map(proposals.map(({ id }) => [id, `${PROPOSAL_FACTS[kind]} ${id}`]));
  const facts = proposals.map(
    ({ id, councilId, version, digest, content, state, ...own }): [string, Fact] => [
      names.get(id)!,
      {
        ...(councilId ? { council: councilId } : {}),
        version,
        digest,
        content: content as Fact,
        state,
        by: own.proposedById,
        at: own.proposedAt.toISOString(),
        endedAt: instant(own.endedAt),
      },
    ],
  );
  return [...facts, ...(await signatureFacts(tx, kind, names))];
}

const instant = (at: Date | null): string | null => at?.toISOString() ?? null;
