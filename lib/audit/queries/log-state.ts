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
    const [row] = await tx.$queryRaw<[Row]>`
      SELECT tree.size, (SELECT count(*)::int FROM audit_outbox) AS waiting,
             newest.size AS "signedSize", newest.created_at AS "signedAt"
      FROM audit_tree tree
      LEFT JOIN LATERAL (SELECT size, created_at FROM audit_checkpoint ORDER BY size DESC LIMIT 1) newest ON true
      WHERE tree.id = 1`;
    return ok({
      size: Number(row.size),
      waiting: row.waiting,
      signedSize: Number(row.signedSize ?? 0),
      signedAt: row.signedAt?.toISOString() ?? null,
    });
  },
});

type Row = { size: bigint; waiting: number; signedSize: bigint | null; signedAt: Date | null };
