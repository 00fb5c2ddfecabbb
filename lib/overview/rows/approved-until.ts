import type { Prisma } from "#generated/prisma/client.ts";
import type { Tx } from "#lib/db/client.ts";
import type { ReleaseReference } from "#lib/overview/views/release-reference.ts";
import { REFERENCE, REFERRED, withReference } from "./release-references.ts";

type Row = ReleaseReference & { validUntil: Date };

/** Approved releases whose approval ends as `condition` on `valid_until` says, the first to end first. */
export async function approvedUntil(tx: Tx, condition: Prisma.Sql, max: number) {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT ${REFERENCE}, valid_until AS "validUntil" FROM ${REFERRED}
    WHERE state = 'approved' AND ${condition} ORDER BY valid_until LIMIT ${max}`;
  return rows.map((row) => {
    const { release, validUntil } = withReference(row);
    return { release, validUntil: validUntil.toISOString() };
  });
}
