import type { Fact, Facts } from "#lib/audit/replay.ts";
import type { Replayed } from "#lib/audit/rows/replayed.ts";
import {
  assessmentName,
  envelopeName,
  envelopeUseName,
  findingName,
  modelFold,
  reviewName,
  termName,
  waiverName,
} from "#lib/councils/model-replay.ts";
import type { CauseTold } from "#lib/councils/re-review.ts";
import type { Tx } from "#lib/db/client.ts";
import { signatureFacts } from "./replayed-signatures.ts";

/** Models with their tiers, assessments and registered versions, compared with the log. */
export const replayedModels: Replayed = {
  stream: "model",
  table: "model",
  fold: modelFold,
  subjectsAPage: 10,
  facts: modelFacts,
};

async function modelFacts(tx: Tx, ids: readonly string[]): Promise<Facts> {
  const models = await tx.model.findMany({ where: { id: { in: [...ids] } } });
  const facts = models.map(({ id, name, riskTier, declaredTier: declared, ownerId }): [string, Fact] => [
    `model ${id}`,
    { name, riskTier, declared, ownerId },
  ]);
  return new Map([
    ...facts,
    ...(await assessmentFacts(tx, ids)),
    ...(await waiverFacts(tx, ids)),
    ...(await envelopeFacts(tx, ids)),
    ...(await findingFacts(tx, ids)),
    ...(await reviewFacts(tx, ids)),
    ...(await versionFacts(tx, ids)),
  ]);
}

async function findingFacts(tx: Tx, ids: readonly string[]): Promise<[string, Fact][]> {
  const rows = await tx.finding.findMany({ where: { modelId: { in: [...ids] } } });
  return rows.map((row) => [
    findingName(row.id),
    {
      of: `model ${row.modelId}`,
      number: row.number,
      version: row.version,
      severity: row.severity,
      owner: row.ownerId,
      dueAt: row.dueAt.toISOString(),
      metric: row.metric,
      slice: row.slice,
      by: row.openedById,
      at: row.openedAt.toISOString(),
      state: row.state,
      closedAt: row.closedAt?.toISOString() ?? null,
    },
  ]);
}

async function envelopeFacts(tx: Tx, ids: readonly string[]): Promise<[string, Fact][]> {
  const rows = await tx.envelope.findMany({ where: { modelId: { in: [...ids] } }, include: { uses: true } });
  const facts = rows.flatMap(({ uses, ...row }): [string, Fact][] => [
    [
      envelopeName(row.id),
      {
        of: `model ${row.modelId}`,
        number: row.number,
        pointer: row.pointerId,
        policy: row.policy,
        tier: row.tier,
        seats: row.seats as Fact[string],
        terms: row.terms as Fact[string],
        base: row.base as Fact[string],
        digest: row.digest,
        by: row.proposedById,
        at: row.proposedAt.toISOString(),
        decided: row.decided,
        decidedAt: row.decidedAt?.toISOString() ?? null,
        revokedAt: row.revokedAt?.toISOString() ?? null,
      },
    ],
    ...uses.map(({ use, releaseId: release, usedAt }): [string, Fact] => [
      envelopeUseName(use, row.id),
      { release, at: usedAt.toISOString() },
    ]),
  ]);
  const names = new Map(rows.map(({ id }) => [id, envelopeName(id)]));
  return [...facts, ...(await signatureFacts(tx, "envelope", names))];
}

async function reviewFacts(tx: Tx, ids: readonly string[]): Promise<[string, Fact][]> {
  const rows = await tx.reReview.findMany({ where: { modelId: { in: [...ids] } } });
  const facts = rows.map((row): [string, Fact] => [
    reviewName(row.id),
    {
      of: `model ${row.modelId}`,
      number: row.number,
      terms: row.terms as Fact[string],
      subject: row.subject as Fact[string],
      // What people wrote is beside the log.
      causes: (row.causes as CauseTold[]).map(({ cause, source, at }) => ({ cause, source, at })),
      dueAt: row.dueAt.toISOString(),
      digest: row.digest,
      openedAt: row.openedAt.toISOString(),
      state: row.state,
      endedAt: row.endedAt?.toISOString() ?? null,
    },
  ]);
  const names = new Map(rows.map(({ id }) => [id, reviewName(id)]));
  return [...facts, ...(await signatureFacts(tx, "re-review", names))];
}

async function waiverFacts(tx: Tx, ids: readonly string[]): Promise<[string, Fact][]> {
  const rows = await tx.waiver.findMany({ where: { modelId: { in: [...ids] } }, include: { terms: true } });
  const facts = rows.flatMap(({ terms, ...row }): [string, Fact][] => [
    [
      waiverName(row.id),
      {
        of: `model ${row.modelId}`,
        number: row.number,
        gate: { id: row.gate, digest: row.gateDigest },
        policy: row.policy,
        seat: row.seat,
        tier: row.tier,
        pointer: row.pointerId,
        release: row.releaseId,
        startsAt: row.startsAt.toISOString(),
        by: row.requestedById,
        at: row.requestedAt.toISOString(),
        withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
      },
    ],
    ...terms.map((term): [string, Fact] => [
      termName(term.round, row.id),
      {
        endsAt: term.endsAt.toISOString(),
        digest: term.digest,
        by: term.askedById,
        at: term.askedAt.toISOString(),
        state: term.state,
        decidedAt: term.decidedAt?.toISOString() ?? null,
      },
    ]),
  ]);
  const names = new Map(rows.map(({ id }) => [id, waiverName(id)]));
  return [...facts, ...(await signatureFacts(tx, "waiver", names))];
}

async function assessmentFacts(tx: Tx, ids: readonly string[]): Promise<[string, Fact][]> {
  const rows = await tx.tierAssessment.findMany({ where: { modelId: { in: [...ids] } } });
  const facts = rows.map((row): [string, Fact] => [
    assessmentName(row.id),
    {
      of: `model ${row.modelId}`,
      questionnaire: row.questionnaire,
      answers: row.answers as Fact,
      digest: row.digest,
      tier: row.tier,
      from: row.fromTier,
      by: row.proposedById,
      at: row.proposedAt.toISOString(),
      state: row.state,
      endedAt: row.endedAt?.toISOString() ?? null,
    },
  ]);
  const names = new Map(rows.map(({ id }) => [id, assessmentName(id)]));
  return [...facts, ...(await signatureFacts(tx, "tier-assessment", names))];
}

/** The database hashes the files as `manifestText` spells them, so that no path, digest or size changes unnoticed. */
async function versionFacts(tx: Tx, ids: readonly string[]): Promise<Facts> {
  const versions = await tx.$queryRaw<Version[]>`
    SELECT model_id::text AS model, number, code_commit AS "codeCommit", hashed.files,
           CASE hashed.digest WHEN version.digest THEN version.digest
                ELSE version.digest || ' with files of ' || hashed.digest END AS digest
    FROM model_version version, LATERAL (
      SELECT count(*)::int AS files, 'sha256:' || encode(sha256(convert_to('[' || coalesce(string_agg(
               '{"digest":' || to_json(digest) || ',"path":' || to_json(path) || ',"size":' || size || '}',
               ',' ORDER BY place), '') || ']', 'UTF8')), 'hex') AS digest
      FROM version_file WHERE version_id = version.id
    ) hashed
    WHERE model_id = ANY (${ids}::uuid[])`;
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
