import { z } from "zod";
import { bytes, pageCount, place } from "#lib/audit/log-page.ts";
import { defineQuery } from "#lib/command/query.ts";
import { ok } from "#lib/kernel/result.ts";

/** Stored tiles of one level from tile `from` on, in order. */
export const tilePage = defineQuery({
  name: "tile-page",
  permission: "audit:read",
  summary: "List the stored tiles of one level",
  input: z.strictObject({ level: place, from: place, count: pageCount }),
  output: z.array(z.object({ n: z.number(), hashes: bytes })),

  async load(tx, { level, from, count: take }) {
    const rows = await tx.auditTile.findMany({
      where: { level, n: { gte: from } },
      orderBy: { n: "asc" },
      take,
    });
    return ok(rows.map((row) => ({ n: Number(row.n), hashes: new Uint8Array(row.hashes) })));
  },
});
