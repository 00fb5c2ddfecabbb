import { namedIn } from "#lib/access/provenance.ts";
import { namesOf } from "#lib/access/rows/names-of.ts";
import { provenancesOf } from "#lib/access/rows/provenances.ts";
import { canonicalLines, type PacketFiles } from "#lib/audit/packet.ts";
import type { Tx } from "#lib/db/client.ts";
import { asJson } from "#lib/db/json.ts";
import { canonicalJson } from "#lib/kernel/canonical-json.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { MANIFEST_FILES_MAX, manifestText } from "#lib/registry/manifest.ts";
import { filesFrom } from "#lib/registry/rows/version-files.ts";
import { openerOf } from "#lib/releases/discussion.ts";
import { streamsOfAncestry } from "./ancestry.ts";
import { type ReleaseCaseFile, readRelease } from "./lock-release.ts";
import type { Release } from "./release-row.ts";
import { sealersOf } from "./sealed-verdicts.ts";

export type Evidence = {
  readonly files: PacketFiles;
  /** The log streams that prove these files. */
  readonly streams: readonly string[];
  /** Names as printed when each person acted, by id. */
  readonly people: ReadonlyMap<string, string>;
};

/**
 * A release's own part of an evidence packet: every round's request, the signatures, the policy they were given
 * under, and the contributors. Comments and reasons are not repeated here: they stay in the log's details, where they
 * can be erased.
 */
export async function releaseEvidence(
  tx: Tx,
  number: number,
  now: Date,
): Promise<Result<Evidence & { release: Release }, Refusal>> {
  const file = await readRelease(tx, number, now);
  if (!file.ok) return file;
  const { release, sections, signatures, recorded: contributors, conditions, recusals } = file.value;
  const policy = await tx.policyVersion.findUniqueOrThrow({ where: { id: release.policyVersionId } });
  const signers = signersOf(file.value);
  const speakers = await threadSpeakers(tx, file.value.id);
  const provenances = await provenancesOf(tx, signers);
  const sealers = await sealersOf(tx, release.id);
  const people = new Map<string, string>([
    ...(await namesOf(tx, [...provenances.keys(), ...[...provenances.values()].flatMap(namedIn)])),
    [release.authorId, release.authorName],
    ...contributors.map(({ personId, personName }) => [personId, personName] as const),
    ...conditions.flatMap(({ reports }) => reports.map(({ by }) => [by.id, by.name] as const)),
    ...recusals.map(({ personId, personName }) => [personId, personName] as const),
    ...sealers,
    ...speakers,
    ...signatures.map(({ signerId, signerName }) => [signerId, signerName] as const),
  ]);
  const files = {
    "release.json": document({
      v: 1,
      id: release.id,
      number,
      workspace: release.workspaceId,
      model: release.modelId,
      pointer: release.pointerId,
      state: release.state,
      round: release.round,
      openedAt: release.createdAt,
      author: release.authorId,
      approvedAt: release.approvedAt,
      validUntil: release.validUntil,
      rounds: await roundsOf(tx, release.id),
    }),
    "verdicts.ndjson": canonicalLines(signatures.map(({ id, statement }) => ({ verdict: id, statement }))),
    "policy.json": document({
      v: 1,
      version: policy.version,
      digest: policy.digest,
      publishedAt: policy.publishedAt,
      publishedBy: policy.publishedById,
      content: policy.content,
    }),
    "contributors.json": document(
      contributors
        .map(({ personId, because, at }) => ({ person: personId, because, at: at.toISOString() }))
        .sort((a, b) => (canonicalJson(a) < canonicalJson(b) ? -1 : 1)),
    ),
    ...(await dossiersOf(tx, release.id)),
    ...(sections.artifact.manifest ? {} : await versionFilesOf(tx, release.versionId)),
  };
  const streams = [...new Set([...ownStreams(release), ...(await streamsOfAncestry(tx, release.versionId))])];
  return ok({ release, files, streams, people });
}

const ownStreams = ({ id, pointerId, modelId, workspaceId }: Release): string[] => [
  `release/${id}`,
  `pointer/${pointerId}`,
  `model/${modelId}`,
  `policy/${workspaceId}`,
];

/** Everybody who signed the release or a condition of it, lifted an objection to it, recused themselves, or challenged it. */
const signersOf = ({ signatures, lifts, conditions, recusals, challenges }: ReleaseCaseFile): string[] => [
  ...new Set([
    ...signatures.flatMap(({ id, signerId, onBehalfOf }) => [
      signerId,
      ...(onBehalfOf ? [onBehalfOf] : []),
      lifts.get(id)?.liftedById ?? signerId,
    ]),
    ...conditions.flatMap(({ answers }) => answers.map(({ signerId }) => signerId)),
    ...recusals.map(({ personId }) => personId),
    ...challenges.flatMap((one) => [openerOf(one)?.id ?? [], ...one.findings.map(({ by }) => by.id)].flat()),
  ]),
];

/** Who took part in its discussion, and whom they named, under the names at the time. */
async function threadSpeakers(tx: Tx, releaseId: string): Promise<[string, string][]> {
  const rows = await tx.$queryRaw<{ names: Record<string, string> }[]>`
    SELECT d.body AS names FROM audit_event e JOIN audit_detail d ON d.event_id = e.id AND d.name = 'names'
    WHERE e.stream = ${`release/${releaseId}`} AND (e.action LIKE 'thread.%' OR e.action LIKE 'challenge.%')
    ORDER BY e.id`;
  return rows.flatMap(({ names }) => Object.entries(names));
}

async function roundsOf(tx: Tx, releaseId: string) {
  const rounds = await tx.releaseRound.findMany({ where: { releaseId }, orderBy: { round: "asc" } });
  return rounds.map((round) => ({
    round: round.round,
    openedAt: round.openedAt,
    openedBy: round.openedById,
    changed: round.changedSections,
    sections: round.sections,
    digests: round.sectionDigests,
    subject: round.subjectDigest,
  }));
}

/** Every file of a version whose sections list none: what its digest is the SHA-256 of, and a newline. */
async function versionFilesOf(tx: Tx, versionId: string): Promise<PacketFiles> {
  const files = await filesFrom(tx, versionId, 0, MANIFEST_FILES_MAX);
  return { "version-files.json": `${manifestText(files)}\n` };
}

/** What the gates of its policies read, each time something was decided; no file where they had none. */
async function dossiersOf(tx: Tx, releaseId: string): Promise<PacketFiles> {
  const dossiers = await tx.releaseDossier.findMany({
    where: { releaseId },
    orderBy: [{ takenAt: "asc" }, { digest: "asc" }],
    select: { digest: true, content: true },
  });
  return dossiers.length === 0 ? {} : { "dossiers.ndjson": canonicalLines(dossiers) };
}

/** A document of the packet: one line of canonical JSON, so that a change of any byte shows. */
export const document = (value: unknown): string => `${canonicalJson(asJson(value))}\n`;
