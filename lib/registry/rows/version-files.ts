import { Prisma } from "#generated/prisma/client.ts";
import type { Tx } from "#lib/db/client.ts";
import type { ManifestFile } from "#lib/registry/manifest.ts";

type Version = { readonly versionId: string; readonly workspaceId: string };

/** Writes the files of a new version in the order of its manifest. */
export async function writeFiles(
  tx: Tx,
  { versionId, workspaceId }: Version,
  files: readonly ManifestFile[],
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO version_file (workspace_id, version_id, place, path, digest, size)
    SELECT ${workspaceId}::uuid, ${versionId}::uuid, file.place - 1, file.path, file.digest, file.size
    FROM ${rowsOf(files)}`;
}

/** The first file of which no artifact with its digest and size is stored, or null. */
export async function firstNotStored(tx: Tx, files: readonly ManifestFile[]): Promise<string | null> {
  const [missing] = await tx.$queryRaw<{ path: string }[]>`
    SELECT file.path FROM ${rowsOf(files)}
    LEFT JOIN artifact ON artifact.digest = file.digest AND artifact.size = file.size
    WHERE artifact.digest IS NULL ORDER BY file.place LIMIT 1`;
  return missing?.path ?? null;
}

/** One parameter a column, however many files there are. */
export const rowsOf = (files: readonly ManifestFile[]): Prisma.Sql => Prisma.sql`
  unnest(${files.map(({ path }) => path)}::text[], ${files.map(({ digest }) => digest)}::text[],
         ${files.map(({ size }) => size)}::bigint[]) WITH ORDINALITY AS file(path, digest, size, place)`;

/** At most `limit` files of a version from a place on, in the order of its manifest. */
export const filesFrom = (tx: Tx, versionId: string, place: number, limit: number): Promise<ManifestFile[]> =>
  tx.$queryRaw<ManifestFile[]>`
    SELECT path, digest, size::float8 AS size FROM version_file
    WHERE version_id = ${versionId}::uuid AND place >= ${place} ORDER BY place LIMIT ${limit}`;

/** How many files a version has, and how many bytes they are together. */
export async function fileTotals(
  tx: Tx,
  versionId: string,
): Promise<{ fileCount: number; fileBytes: number }> {
  const [totals] = await tx.$queryRaw<{ fileCount: number; fileBytes: number }[]>`
    SELECT count(*)::int AS "fileCount", coalesce(sum(size), 0)::float8 AS "fileBytes" FROM version_file
    WHERE version_id = ${versionId}::uuid`;
  return totals!;
}
