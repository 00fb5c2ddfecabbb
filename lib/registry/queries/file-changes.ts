import { z } from "zod";
import { Prisma } from "#generated/prisma/client.ts";
import { defineQuery } from "#lib/command/query.ts";
import type { Tx } from "#lib/db/client.ts";
import { containsPattern } from "#lib/db/search-pattern.ts";
import type { Digest } from "#lib/kernel/digest.ts";
import { line, ordinal, ordinalText, paging, slug } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import { PATH_LENGTH_MAX } from "#lib/registry/manifest.ts";
import { findVersion } from "#lib/registry/rows/find-model.ts";
import { fileTotals } from "#lib/registry/rows/version-files.ts";
import {
  type ChangedFile,
  FILE_CHANGES,
  type FileChange,
  fileChangesView,
} from "#lib/registry/views/file-changes.ts";

const input = z.strictObject({
  model: slug,
  version: ordinal,
  /** The version it is compared with. */
  against: ordinalText,
  change: z.enum(FILE_CHANGES).optional(),
  /** Part of a path, in either case. */
  q: line(PATH_LENGTH_MAX).optional(),
  ...paging,
  /** The last path seen. */
  cursor: z.string().max(PATH_LENGTH_MAX).optional(),
});

/** The files that two versions of a model do not have alike, by path. */
export const fileChanges = defineQuery({
  name: "file-changes",
  permission: "registry:read",
  summary: "Compare the files of two versions",
  input,
  output: fileChangesView,

  async load(tx, { model, version, against, limit, ...filter }) {
    const now = await findVersion(tx, model, version);
    if (!now.ok) return now;
    const before = await findVersion(tx, model, against);
    if (!before.ok) return before;
    const rows = await changesBetween(tx, before.value.id, now.value.id, { ...filter, limit: limit + 1 });
    const { fileCount } = await fileTotals(tx, now.value.id);
    const { added, removed, changed } = rows[0]!;
    const found = rows.flatMap(toChangedFile);
    const items = found.slice(0, limit);
    return ok({
      against,
      counts: { added, removed, changed, same: fileCount - added - changed },
      items,
      nextCursor: found.length > limit ? items.at(-1)!.path : null,
    });
  },
});

type Filter = Pick<z.output<typeof input>, "change" | "q" | "cursor" | "limit">;

/** A change, beside the counts of all; the counts alone where the filter finds none. */
type ChangeRow = Record<FileChange, number> & {
  readonly path: string | null;
  readonly change: FileChange;
  readonly digestBefore: Digest | null;
  readonly sizeBefore: number | null;
  readonly digestAfter: Digest | null;
  readonly sizeAfter: number | null;
};

/** The two manifests are joined once, and what is the same in both is left behind. */
const changesBetween = (tx: Tx, beforeId: string, afterId: string, filter: Filter) =>
  tx.$queryRaw<ChangeRow[]>`
    WITH file AS MATERIALIZED (
      SELECT path, before.digest AS "digestBefore", before.size::float8 AS "sizeBefore",
             after.digest AS "digestAfter", after.size::float8 AS "sizeAfter",
             CASE WHEN before.digest IS NULL THEN 'added' WHEN after.digest IS NULL THEN 'removed'
                  ELSE 'changed' END AS change
      FROM (SELECT path, digest, size FROM version_file WHERE version_id = ${beforeId}::uuid) before
      FULL JOIN (SELECT path, digest, size FROM version_file WHERE version_id = ${afterId}::uuid) after USING (path)
      WHERE before.digest IS DISTINCT FROM after.digest
    ), counts AS (
      SELECT (count(*) FILTER (WHERE change = 'added'))::int AS added,
             (count(*) FILTER (WHERE change = 'removed'))::int AS removed,
             (count(*) FILTER (WHERE change = 'changed'))::int AS changed
      FROM file
    )
    SELECT * FROM counts LEFT JOIN (
      SELECT * FROM file WHERE ${Prisma.join(conditions(filter), " AND ")} ORDER BY path LIMIT ${filter.limit}
    ) page ON true ORDER BY path`;

function conditions({ change, q, cursor }: Filter): Prisma.Sql[] {
  const found = [Prisma.sql`true`];
  if (change) found.push(Prisma.sql`change = ${change}`);
  if (q) found.push(Prisma.sql`path ILIKE ${containsPattern(q)}`);
  if (cursor) found.push(Prisma.sql`path > ${cursor}`);
  return found;
}

const toChangedFile = ({ path, change, ...row }: ChangeRow): ChangedFile[] =>
  path === null
    ? []
    : [
        {
          path,
          change,
          before: contentOf(row.digestBefore, row.sizeBefore),
          after: contentOf(row.digestAfter, row.sizeAfter),
        },
      ];

const contentOf = (digest: Digest | null, size: number | null): ChangedFile["before"] =>
  digest === null || size === null ? null : { digest, size };
