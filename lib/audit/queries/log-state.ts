import { z } from "zod";
import { logStateView } from "#lib/audit/views/log-state.ts";
import { defineQuery } from "#lib/command/query.ts";
import { ok } from "#lib/kernel/result.ts";

/** How the log stands: how far it has grown and how far it is signed. */
export const logState = defineQuery({
  name: "log-state",
  permission: "audit:read",
  summary: "How far the audit log has grown and how far it is signed",
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
