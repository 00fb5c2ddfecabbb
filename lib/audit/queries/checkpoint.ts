import { z } from "zod";
import { findCheckpoint } from "#lib/audit/rows/find-checkpoint.ts";
import { defineQuery } from "#lib/command/query.ts";
import { ok } from "#lib/kernel/result.ts";
import { logKey } from "#lib/storage/log-key.ts";

/** The size of a tree, as a number or as text from a URL. */
export const treeSize = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER);

/** The log's newest checkpoint, or the one of a given size. */
export const checkpoint = defineQuery({
  name: "checkpoint",
  permission: "audit:read",
  summary: "Get the newest signed checkpoint of the audit log, or the one of a given size",
  input: z.strictObject({ size: treeSize.optional() }),
  output: z.object({
    size: z.number(),
    signedAt: z.string(),
    /** The signed note (C2SP tlog-checkpoint). */
    note: z.string(),
    /** The key that verifies it; compare it with the key you received through another channel. */
    key: z.string().nullable(),
  }),

  async load(tx, { size }) {
    const found = await findCheckpoint(tx, size);
    if (!found.ok) return found;
    const { note, createdAt } = found.value;
    return ok({
      size: Number(found.value.size),
      signedAt: createdAt.toISOString(),
      note,
      key: await logKey(),
    });
  },
});
