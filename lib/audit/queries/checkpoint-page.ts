import { z } from "zod";
import { pageCount, place } from "#lib/audit/log-page.ts";
import { defineQuery } from "#lib/command/query.ts";
import { ok } from "#lib/kernel/result.ts";

/** Signed checkpoints of more than `after` leaves, smallest first. */
export const checkpointPage = defineQuery({
  name: "checkpoint-page",
  permission: "audit:read",
  summary: "List signed checkpoints in order",
  input: z.strictObject({ after: place, count: pageCount }),
  output: z.array(z.object({ size: z.number(), note: z.string() })),

  async load(tx, { after, count: take }) {
    const rows = await tx.auditCheckpoint.findMany({
      where: { size: { gt: after } },
      orderBy: { size: "asc" },
      take,
      select: { size: true, note: true },
    });
    return ok(rows.map(({ size, note }) => ({ size: Number(size), note })));
  },
});
