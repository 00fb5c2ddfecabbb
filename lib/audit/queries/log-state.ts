import { z } from "zod";
import { logStateView } from "#lib/audit/views/log-state.ts";
import { defineQuery } from "#lib/command/query.ts";
import { ok } from "#lib/kernel/result.ts";

/** How far the log has grown and how far it is signed. */
export const logState = defineQuery({
  name: "log-state",
  permission: "audit:read",
  summary: "Get the size and the signed size of the audit log",
  input: z.strictObject({}),
  output: logStateView,

  async load(tx) {
    const tree = await tx.auditTree.findUniqueOrThrow({ where: { id: 1 } });
    const newest = await tx.auditCheckpoint.findFirst({ orderBy: { size: "desc" } });
    return ok({
      size: Number(tree.size),
      waiting: await tx.auditOutbox.count(),
      signedSize: Number(newest?.size ?? 0),
      signedAt: newest?.createdAt.toISOString() ?? null,
    });
  },
});
