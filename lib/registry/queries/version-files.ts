import { z } from "zod";
import { Prisma } from "#generated/prisma/client.ts";
import { defineQuery } from "#lib/command/query.ts";
import type { Tx } from "#lib/db/client.ts";
import { containsPattern } from "#lib/db/search-pattern.ts";
import { line, ordinal, paging, slug } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import { type ManifestFile, PATH_LENGTH_MAX } from "#lib/registry/manifest.ts";
import { findVersion } from "#lib/registry/rows/find-model.ts";
import { versionFilesView } from "#lib/registry/views/version-files.ts";

const input = z.strictObject({
  model: slug,
  version: ordinal,
  /** Part of a path, in either case. */
  q: line(PATH_LENGTH_MAX).optional(),
  ...paging,
});

/** A version's files in the order that its digest covers. `cursor` is the place of the last one seen. */
export const versionFiles = defineQuery({
  name: "version-files",
  permission: "registry:read",
  summary: "List the files of a version",
  input,
  output: versionFilesView,

  async load(tx, { model, version: number, q, cursor, limit }) {
    const version = await findVersion(tx, model, number);
    if (!version.ok) return version;
    const { id } = version.value;
    const after = cursor && /^\d{1,6}$/.test(cursor) ? Number(cursor) : -1;
    const matches = q ? Prisma.sql`path ILIKE ${containsPattern(q)}` : Prisma.sql`true`;
    const rows = await tx.$queryRaw<(ManifestFile & { place: number })[]>`
      SELECT place, path, digest, size::float8 AS size FROM version_file
      WHERE version_id = ${id}::uuid AND place > ${after} AND ${matches}
      ORDER BY place LIMIT ${limit + 1}`;
    const page = rows.slice(0, limit);
    return ok({
      items: page.map(({ path, digest, size }) => ({ path, digest, size })),
      nextCursor: rows.length > limit ? String(page.at(-1)!.place) : null,
      ...(await counted(tx, id, matches)),
    });
  },
});

async function counted(tx: Tx, id: string, matches: Prisma.Sql): Promise<{ total: number; found: number }> {
  const [counts] = await tx.$queryRaw<{ total: number; found: number }[]>`
    SELECT count(*)::int AS total, (count(*) FILTER (WHERE ${matches}))::int AS found
    FROM version_file WHERE version_id = ${id}::uuid`;
  return counts!;
}
