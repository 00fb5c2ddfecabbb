import { replayedSignature } from "#lib/councils/replayed-signature.ts";
import type { SignableKind } from "#lib/councils/signable.ts";
import { statementDigest } from "#lib/councils/statement.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Plan } from "#lib/releases/plan.ts";
import type { Fact, Facts } from "#lib/rollouts/replay.ts";

/** One kind of governed thing: where the log tells of it, and what its tables say. */
export type Kind = {
  /** Its streams are `<stream>/<id of a row of table>`. */
  readonly stream: string;
  readonly table: "release" | "rollout" | "pointer" | "model" | "workspace";
  /** Patterns of the actions that say something of it. */
  readonly actions: readonly string[];
  /** So many of them are read at a time. */
  readonly subjectsAPage: number;
  /** What the tables hold of these, by the names that a fold of the log gives. */
  facts(tx: Tx, ids: readonly string[]): Promise<Facts>;
};

export const KINDS: readonly Kind[] = [
  {
    ...{ stream: "release", table: "release", subjectsAPage: 100 },
    actions: ["release.%", "verdict.cast"],
    facts: releaseFacts,
  },
  {
    ...{ stream: "rollout", table: "rollout", subjectsAPage: 100 },
    actions: ["rollout.%"],
    facts: rolloutFacts,
  },
  {
    ...{ stream: "pointer", table: "pointer", subjectsAPage: 100 },
    actions: ["pointer.moved"],
    facts: pointerFacts,
  },
  {
    ...{ stream: "model", table: "model", subjectsAPage: 10 },
    actions: ["version.registered"],
    facts: versionFacts,
  },
  {
    ...{ stream: "policy", table: "workspace", subjectsAPage: 100 },
    actions: ["policy.%"],
    facts: policyFacts,
  },
];

async function releaseFacts(tx: Tx, ids: readonly string[]): Promise<Facts> {
  const releases = await tx.release.findMany({
    where: { id: { in: [...ids] } },
    omit: { sections: true, sectionDigests: true },
    include: { rounds: { omit: { sections: true } } },
  });
  const facts = new Map<string, Fact>();
  for (const { rounds, number, state, round, subjectDigest, approvedAt, validUntil } of releases) {
    const name = `release ${number}`;
    facts.set(name, {
      ...{ state, round, subject: subjectDigest },
      approvedAt: instant(approvedAt),
      validUntil: instant(validUntil),
    });
    for (const opened of rounds)
      facts.set(`round ${opened.round} of ${name}`, {
        subject: opened.subjectDigest,
        sections: opened.sectionDigests as Fact,
      });
  }
  const names = new Map(releases.map(({ id, number }) => [id, `release ${number}`]));
  for (const [name, fact] of await signatureFacts(tx, "release", names)) facts.set(name, fact);
  return facts;
}

/** Everything signed of these, each named; every subject of the kind by its id with its name. */
async function signatureFacts(tx: Tx, kind: SignableKind, names: ReadonlyMap<string, string>) {
  const rows = await tx.signature.findMany({
    where: { subjectKind: kind, subjectId: { in: [...names.keys()] } },
  });
  return rows.map((row) =>
    replayedSignature(
      { ...row, kind, statementDigest: statementDigest(row.statement) },
      names.get(row.subjectId)!,
    ),
  );
}

async function rolloutFacts(tx: Tx, ids: readonly string[]): Promise<Facts> {
  const rollouts = await tx.rollout.findMany({
    where: { id: { in: [...ids] } },
  });
  const releases = await tx.release.findMany({
    where: { id: { in: rollouts.map(({ releaseId }) => releaseId) } },
    select: { id: true, number: true },
  });
  const numbers = new Map(releases.map(({ id, number }) => [id, number]));
  const names = new Map(rollouts.map(({ id, number }) => [id, `rollout ${number}`]));
  const facts = new Map<string, Fact>();
  for (const { id, releaseId, state, planDigest, plan, stageIndex, baseVersionId } of rollouts)
    facts.set(names.get(id)!, {
      ...{ of: `release ${numbers.get(releaseId)}`, state, planDigest },
      // Where nothing was live before there was nothing to stage.
      stage: baseVersionId === null ? null : ((plan as unknown as Plan).stages[stageIndex]?.id ?? null),
    });
  const verdicts = await tx.gateVerdict.findMany({
    where: { rolloutId: { in: [...ids] } },
    omit: { inputs: true, verdicts: true },
  });
  for (const { id, rolloutId, inputsDigest, judgeVersion, decidedAt } of verdicts)
    facts.set(`gate verdict ${id}`, {
      of: names.get(rolloutId) ?? rolloutId,
      ...{ inputs: inputsDigest, judge: judgeVersion, decidedAt: decidedAt.toISOString() },
    });
  return facts;
}

async function pointerFacts(tx: Tx, ids: readonly string[]): Promise<Facts> {
  // Every exposure a pointer ever had would be read if the client were to keep the newest.
  const newest = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT ON (pointer_id) id::text FROM exposure WHERE pointer_id = ANY (${ids}::uuid[])
    ORDER BY pointer_id, sequence DESC`;
  const current = await tx.exposure.findMany({ where: { id: { in: newest.map(({ id }) => id) } } });
  const versions = await tx.modelVersion.findMany({
    where: {
      id: { in: current.flatMap((one) => [one.baseVersionId, one.candidateId ?? one.baseVersionId]) },
    },
    select: { id: true, number: true },
  });
  const numbers = new Map(versions.map(({ id, number }) => [id, number]));
  const facts = new Map<string, Fact>();
  for (const exposure of current)
    facts.set(`pointer ${exposure.pointerId}`, {
      exposure: exposure.id,
      kind: exposure.kind,
      base: numbers.get(exposure.baseVersionId) ?? null,
      candidate: exposure.candidateId === null ? null : (numbers.get(exposure.candidateId) ?? null),
      candidateWeight: exposure.candidateWeight,
      holdoutWeight: exposure.holdoutWeight,
      rollout: exposure.rolloutId,
      reason: exposure.reason,
      at: exposure.at.toISOString(),
      moves: exposure.sequence,
    });
  return facts;
}

async function versionFacts(tx: Tx, ids: readonly string[]): Promise<Facts> {
  const versions = await tx.$queryRaw<Version[]>`
    SELECT model_id::text AS model, number, digest, jsonb_array_length(manifest) AS files, code_commit AS "codeCommit"
    FROM model_version WHERE model_id = ANY (${ids}::uuid[])`;
  return new Map(
    versions.map(({ model, number, ...registered }) => [`version ${number} of model ${model}`, registered]),
  );
}

type Version = {
  readonly model: string;
  readonly number: number;
  readonly digest: string;
  readonly files: number;
  readonly codeCommit: string | null;
};

async function policyFacts(tx: Tx, ids: readonly string[]): Promise<Facts> {
  const where = { workspaceId: { in: [...ids] } };
  const facts = new Map<string, Fact>();
  for (const { version, digest, content, publishedAt, publishedById } of await tx.policyVersion.findMany({
    where,
  }))
    facts.set(`policy ${version}`, {
      ...{ digest, content: content as Fact, at: publishedAt.toISOString(), by: publishedById },
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
