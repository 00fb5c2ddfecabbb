import { z } from "zod";
import { defineQuery } from "#lib/command/query.ts";
import { ok } from "#lib/kernel/result.ts";

/** How far the log has grown and how far it is signed. */
export const logState = defineQuery({
  name: "log-state",
  permission: "audit:read",
  summary: "Get the size and the signed size of the audit log",
  input: z.strictObject({}),
  output: z.object({
    size: z.number(),
    /** Events without a leaf index yet; more than a moment's worth means the sequencer is down. */
    waiting: z.number(),
    /** Leaves covered by the newest checkpoint. If it lags for more than a second, the signer is down or refuses. */
    signedSize: z.number(),
    signedAt: z.string().nullable(),
  }),

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
