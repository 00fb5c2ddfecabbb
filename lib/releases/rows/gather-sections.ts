import type { ModelVersion, Pointer } from "#generated/prisma/client.ts";
import type { Tx } from "#lib/db/client.ts";
import { currentExposure } from "#lib/exposure/rows/current-exposure.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import type { PolicyVersion } from "#lib/policy/rows/policy-versions.ts";
import { WHOLE_MANIFEST_FILES_MAX } from "#lib/registry/manifest.ts";
import { findVersion } from "#lib/registry/rows/find-model.ts";
import { filesFrom } from "#lib/registry/rows/version-files.ts";
import { described } from "#lib/registry/rows/version-row.ts";
import { stricterTier, TIERS, type Tier } from "#lib/registry/tier.ts";
import type { ReleaseCase } from "#lib/releases/case.ts";
import type { Plan } from "#lib/releases/plan.ts";
import type { ReleaseSections } from "#lib/releases/sections.ts";
import type { TemplateReference } from "#lib/releases/template.ts";
import { envelopeNamed } from "./claims.ts";
import { policySectionNow } from "./policy-section.ts";
import { templateNamed } from "./templates.ts";

export type ReleaseRequest = {
  readonly model: string;
  readonly version: number;
  readonly pointer: string;
  readonly changeClass: string;
  /** Number of the envelope by which it claims the standard class. */
  readonly envelope?: number | undefined;
  readonly case: ReleaseCase;
  readonly plan: Plan;
  /** From which template of the workspace it is made. */
  readonly template?: TemplateReference | undefined;
};

export type Gathered = {
  readonly sections: ReleaseSections;
  readonly version: ModelVersion;
  readonly pointer: Pointer;
  readonly baseVersionId: string | null;
  readonly policy: PolicyVersion;
  readonly tier: Tier;
};

/**
 * The manifest of a release as of now: the version's artifact, its latest card, every report bound to it, its
 * training data, and the policy in force. Of an open release the tier never falls: `tierSoFar`.
 */
export async function gatherSections(
  tx: Tx,
  request: ReleaseRequest,
  tierSoFar?: Tier,
): Promise<Result<Gathered, Refusal>> {
  const found = await findVersion(tx, request.model, request.version);
  if (!found.ok) return found;
  const version = found.value;
  const place = await placeFor(tx, request, version);
  if (!place.ok) return place;
  const tierNow = oneOf(TIERS, version.model.riskTier);
  const tierOfIt = tierSoFar ? stricterTier(tierSoFar, tierNow) : tierNow;
  const rules = await policySectionNow(tx, tierOfIt, request.changeClass);
  if (!rules.ok) return rules;
  const named = await namedBy(tx, request, version.modelId);
  if (!named.ok) return named;
  const evidence = await evidenceOf(tx, version);
  if (!evidence.ok) return evidence;
  const { pointer, base } = place.value;
  const { policy, section: policySection } = rules.value;
  const sections: ReleaseSections = {
    case: request.case,
    artifact: await artifactOf(tx, request.model, version),
    ...evidence.value,
    data: {
      datasets: described(version).datasets.map(({ name, digest }) => ({ name, digest })),
      schemaDigest: digestOfJson(version.dataSchema),
    },
    plan: request.plan,
    target: {
      model: request.model,
      pointer: pointer.name,
      base: base ? { version: base.number, digest: base.digest } : null,
      changeClass: request.changeClass,
      ...named.value,
    },
    policy: policySection,
  };
  const { tier } = policySection;
  return ok({ sections, version, pointer, baseVersionId: base?.id ?? null, policy, tier });
}

/** What the target names besides: its envelope, and the template that it is made from. */
async function namedBy(
  tx: Tx,
  request: ReleaseRequest,
  modelId: string,
): Promise<Result<Pick<ReleaseSections["target"], "envelope" | "template">, Refusal>> {
  const claimed = await envelopeNamed(tx, request, modelId);
  if (!claimed.ok) return claimed;
  const made = await templateNamed(tx, request);
  return made.ok ? ok({ ...claimed.value, ...made.value }) : made;
}

/** The digest covers every file; a short manifest is also written out. */
async function artifactOf(
  tx: Tx,
  model: string,
  version: ModelVersion,
): Promise<ReleaseSections["artifact"]> {
  const manifest = await filesFrom(tx, version.id, 0, WHOLE_MANIFEST_FILES_MAX + 1);
  return {
    model,
    version: version.number,
    digest: version.digest,
    ...(manifest.length > WHOLE_MANIFEST_FILES_MAX ? {} : { manifest }),
    codeCommit: version.codeCommit,
    lockDigest: version.lockDigest,
    configDigest: version.configDigest,
  };
}

/** The pointer the version is for, and what is live there. */
async function placeFor(tx: Tx, request: ReleaseRequest, version: ModelVersion) {
  const pointer = await tx.pointer.findFirst({ where: { modelId: version.modelId, name: request.pointer } });
  if (!pointer)
    return refuse("invalid", "pointer-unknown", `${request.model} has no pointer ${request.pointer}.`, {
      field: "pointer",
    });
  const live = await currentExposure(tx, pointer.id);
  const base = live ? await tx.modelVersion.findUnique({ where: { id: live.baseVersionId } }) : null;
  return base?.id === version.id
    ? refuse("illegal", "already-live", `Version ${version.number} is already live on ${pointer.name}.`)
    : ok({ pointer, base });
}

/** The version's latest card and every report bound to it. */
async function evidenceOf(
  tx: Tx,
  version: ModelVersion,
): Promise<Result<Pick<ReleaseSections, "card" | "evidence">, Refusal>> {
  const card = await tx.cardRevision.findFirstOrThrow({
    where: { versionId: version.id },
    orderBy: { revision: "desc" },
    omit: { markdown: true },
  });
  const reports = await tx.evaluationReport.findMany({
    where: { versionId: version.id },
    orderBy: { createdAt: "asc" },
  });
  if (reports.length === 0)
    return refuse("illegal", "no-evaluation", `Version ${version.number} has no evaluation report.`, {
      todo: "File one with POST /api/v1/models/{model}/versions/{version}/evaluations.",
    });
  return ok({
    card: { revision: card.revision, digest: card.digest },
    evidence: {
      reports: reports.map((r) => ({ pipeline: r.pipeline, digest: r.digest, dataset: r.datasetDigest })),
    },
  });
}
