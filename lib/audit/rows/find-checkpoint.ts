import type { Tx } from "#lib/db/client.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";

type Row = NonNullable<Awaited<ReturnType<Tx["auditCheckpoint"]["findFirst"]>>>;

/** The checkpoint of exactly this size; the newest without a size. */
export async function findCheckpoint(tx: Tx, size: number | undefined): Promise<Result<Row, Refusal>> {
  const row = await tx.auditCheckpoint.findFirst({
    where: size === undefined ? {} : { size },
    orderBy: { size: "desc" },
  });
  if (row) return ok(row);
  return size === undefined
    ? refuse("not-found", "log-not-signed", "Nothing in the audit log has been signed yet.", {
        todo: "Try again in a second. If it persists, check that the signer runs.",
      })
    : refuse("not-found", "checkpoint-not-found", `There is no signed checkpoint of ${size} leaves.`, {
        todo: "Get the newest checkpoint and use its size.",
      });
}
