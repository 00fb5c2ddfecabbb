import type { Tx } from "#lib/db/client.ts";
import type { ManifestFile } from "#lib/registry/manifest.ts";
import { ORIGINS_MAX, SHARED_BYTES_MIN } from "#lib/registry/shared-files.ts";
import type { SharedFiles } from "#lib/registry/views/version.ts";
import { rowsOf } from "./version-files.ts";

/** An earlier version that has files of a new one. */
export type Origin = {
  readonly versionId: string;
  readonly path: string;
  readonly digest: string;
  readonly files: number;
};

/**
 * The versions in which files of a new version first appeared, without the ancestors of its parent or of each other. One
 * look-up per file, however many versions have it.
 */
export const readOrigins = (
  tx: Tx,
  { modelId, parentId }: { readonly modelId: string; readonly parentId: string | null },
  files: readonly ManifestFile[],
): Promise<Origin[]> =>
  tx.$queryRaw<Origin[]>`
    WITH RECURSIVE shared AS MATERIALIZED (
      SELECT origin.version_id, count(*)::int AS files,
             (array_agg(file.path ORDER BY file.size DESC, file.place))[1] AS path,
             (array_agg(file.digest ORDER BY file.size DESC, file.place))[1] AS digest
      FROM ${rowsOf(files)} JOIN file_origin origin ON origin.digest = file.digest
        AND (origin.model_id = ${modelId}::uuid OR file.size >= ${SHARED_BYTES_MIN.ofOtherModel})
      WHERE file.size >= ${SHARED_BYTES_MIN.ofSameModel}
      GROUP BY origin.version_id
    ), led_to (version_id, further) AS (
      SELECT version_id, false FROM shared
      UNION
      SELECT ${parentId}::uuid, true
      UNION
      SELECT made_from.id, true FROM led_to, LATERAL (
        SELECT parent_id AS id FROM model_version WHERE id = led_to.version_id AND parent_id IS NOT NULL
        UNION ALL
        SELECT origin_id FROM version_origin WHERE version_id = led_to.version_id
      ) made_from
    )
    SELECT version_id::text AS "versionId", files, path, digest FROM shared
    WHERE version_id NOT IN (SELECT version_id FROM led_to WHERE further AND version_id IS NOT NULL)
    ORDER BY version_id DESC LIMIT ${ORIGINS_MAX + 1}`;

/** Remembers the version as the first of its model with each file that none had before. */
export async function writeFileOrigins(
  tx: Tx,
  { versionId, modelId, workspaceId }: Registered & { readonly modelId: string },
  files: readonly ManifestFile[],
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO file_origin (workspace_id, digest, model_id, version_id)
    SELECT ${workspaceId}::uuid, file.digest, ${modelId}::uuid, ${versionId}::uuid FROM ${rowsOf(files)}
    WHERE file.size >= ${SHARED_BYTES_MIN.ofSameModel} AND NOT EXISTS (
      SELECT FROM file_origin known WHERE known.digest = file.digest AND known.model_id = ${modelId}::uuid)
    ON CONFLICT DO NOTHING`;
}

type Registered = { readonly versionId: string; readonly workspaceId: string };

export async function writeOrigins(
  tx: Tx,
  { versionId, workspaceId }: Registered,
  origins: readonly Origin[],
): Promise<void> {
  await tx.versionOrigin.createMany({
    data: origins.map(({ versionId: originId, ...shared }) => ({
      ...shared,
      originId,
      versionId,
      workspaceId,
    })),
  });
}

/** The versions whose files a version has without naming them as its parent. */
export const unnamedOrigins = (tx: Tx, versionId: string): Promise<SharedFiles[]> =>
  tx.$queryRaw<SharedFiles[]>`
    SELECT model.name AS model, version.number, origin.path, origin.files
    FROM version_origin origin JOIN model_version version ON version.id = origin.origin_id
    JOIN model ON model.id = version.model_id
    WHERE origin.version_id = ${versionId}::uuid ORDER BY origin.files DESC, model.name, version.number DESC`;
