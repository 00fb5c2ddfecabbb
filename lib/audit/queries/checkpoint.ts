import { z } from "zod";
import { defineQuery } from "#lib/command/query.ts";
import type { Tx } from "#lib/db/client.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { logKey } from "#lib/storage/log-key.ts";

/** The size of a tree, as a number or as text in a URL. */
export const treeSize = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER);

/** A checkpoint of the log: the newest, or the one of a size. */
export const checkpoint = defineQuery({
  name: "checkpoint",
  permission: "audit:read",
  summary: "The newest signed checkpoint of the audit log, or the one of a size",
  input: z.strictObject({ size: treeSize.optional() }),
  output: z.object({
    size: z.number(),
    signedAt: z.string(),
    /** The signed note (C2SP tlog-checkpoint). */
    note: z.string(),
    /** The key it can be checked with; compare it with the one you were given another way. */
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

type Row = NonNullable<Awaited<ReturnType<Tx["auditCheckpoint"]["findFirst"]>>>;

/** The checkpoint of exactly this size, or the newest. */
export async function findCheckpoint(tx: Tx, size: number | undefined): Promise<Result<Row, Refusal>> {
  const row = await tx.auditCheckpoint.findFirst({
    where: size === undefined ? {} : { size },
    orderBy: { size: "desc" },
  });
  if (row) return ok(row);
  return size === undefined
    ? refuse("not-found", "log-not-signed", "Nothing in the audit log has been signed yet.", {
        todo: "Try again in a second; if it stays so, the signer is not running.",
      })
    : refuse("not-found", "checkpoint-not-found", `No checkpoint of ${size} leaves was signed.`, {
        todo: "Ask for the newest checkpoint and use its size.",
      });
}
