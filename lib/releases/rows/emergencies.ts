import type { ReleaseEmergency } from "#generated/prisma/client.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Bypassed, Emergency } from "#lib/releases/emergency.ts";

export type KeptEmergency = Emergency &
  Omit<ReleaseEmergency, keyof Emergency | "bypassed"> & { readonly bypassed: Bypassed | null };

/** The newest emergency of each of these releases, by release. */
export async function emergenciesOf(
  tx: Tx,
  releaseIds: readonly string[],
): Promise<(releaseId: string) => KeptEmergency | null> {
  const rows = await tx.$queryRaw<KeptEmergency[]>`
    SELECT DISTINCT ON (e.release_id) e.id::text, e.release_id::text AS "releaseId", e.round, e.subject_digest AS "subjectDigest",
           e.incident_id::text AS "incidentId", e.incident_number AS incident, e.incident_number AS "incidentNumber", e.reason, e.scope,
           e.max_percent AS "maxPercent", e.ends_at AS "endsAt", e.declared_by_id::text AS "declaredById",
           e.declared_by_name AS "declaredByName", e.declared_at AS "declaredAt", e.bypassed,
           e.authorised_by_id::text AS "authorisedById", e.authorised_by_name AS "authorisedByName", e.seat, e.method,
           e.authorised_at AS "authorisedAt",
           EXISTS (SELECT FROM incident i JOIN rollout o ON o.id = i.rollout_id JOIN release r ON r.id = o.release_id
                   WHERE i.id = e.incident_id AND i.closed_at IS NULL AND r.model_id = own.model_id) AS "incidentOpen"
    FROM release_emergency e JOIN release own ON own.id = e.release_id
    WHERE e.release_id = ANY (${[...releaseIds]}::uuid[]) ORDER BY e.release_id, e.round DESC`;
  const byRelease = new Map(rows.map((row) => [row.releaseId, row]));
  return (releaseId) => byRelease.get(releaseId) ?? null;
}

/** Keeps the model of a release from any start while an emergency of it is authorised. */
export const lockModelOf = (tx: Tx, number: number): Promise<unknown> =>
  tx.$executeRaw`
    SELECT id FROM model WHERE id = (SELECT model_id FROM release WHERE number = ${number}) FOR UPDATE`;

/** The open or closed incident of this number, kept as it is, and whether it is of this model. */
export async function incidentHeld(tx: Tx, number: number, modelId: string) {
  await tx.$executeRaw`SELECT FROM incident WHERE number = ${number} FOR SHARE`;
  const [row] = await tx.$queryRaw<{ id: string; open: boolean; sameModel: boolean }[]>`
    SELECT i.id::text, i.closed_at IS NULL AS open, r.model_id = ${modelId}::uuid AS "sameModel"
    FROM incident i JOIN rollout o ON o.id = i.rollout_id JOIN release r ON r.id = o.release_id WHERE i.number = ${number}`;
  return row ?? null;
}

/**
 * The first emergency of each of these models that somebody authorised and whose council neither approved nor rejected it
 * since, by model: one that went out, or still may.
 */
export async function reviewsOwed(
  tx: Tx,
  modelIds: readonly string[],
  now: Date,
): Promise<(modelId: string) => number | null> {
  const rows = await tx.$queryRaw<{ modelId: string; number: number }[]>`
    SELECT r.model_id::text AS "modelId", min(r.number) AS number
    FROM release_emergency e JOIN release r ON r.id = e.release_id
    WHERE r.model_id = ANY (${[...new Set(modelIds)]}::uuid[]) AND e.authorised_at IS NOT NULL AND r.approved_at IS NULL
      AND (r.state IN ('releasing', 'released', 'rolled-back', 'superseded')
           OR (r.state = 'in-review' AND e.round = r.round AND e.ends_at > ${now}))
      AND NOT EXISTS (SELECT FROM signature s WHERE s.subject_kind = 'release' AND s.subject_id = r.id AND s.decision = 'reject')
    GROUP BY r.model_id`;
  const byModel = new Map(rows.map(({ modelId, number }) => [modelId, number]));
  return (modelId) => byModel.get(modelId) ?? null;
}

/**
 * Another release of this version to this pointer that reviewers rejected, or to which an objection was left; null
 * where there is none.
 */
export async function refusedBefore(
  tx: Tx,
  of: { id: string; versionId: string; pointerId: string },
): Promise<number | null> {
  const [row] = await tx.$queryRaw<{ number: number }[]>`
    SELECT r.number FROM release r JOIN model_version v ON v.id = r.version_id
    WHERE r.id <> ${of.id}::uuid AND r.pointer_id = ${of.pointerId}::uuid AND (r.state IN ('rejected', 'changes-requested') OR (r.approved_at IS NULL AND EXISTS (
        SELECT FROM signature s WHERE s.subject_kind = 'release' AND s.subject_id = r.id AND s.decision <> 'approve'
          AND NOT EXISTS (SELECT FROM objection_lift l WHERE l.signature_id = s.id)
          AND NOT EXISTS (SELECT FROM signature later WHERE later.subject_id = r.id AND later.signer_id = s.signer_id
                          AND later.signed_at > s.signed_at AND later.decision = 'approve'))))
      AND v.digest = (SELECT digest FROM model_version WHERE id = ${of.versionId}::uuid)
    ORDER BY r.number DESC LIMIT 1`;
  return row?.number ?? null;
}
