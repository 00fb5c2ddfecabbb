import type { Tx } from "#lib/db/client.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";

/** A checkpoint with the cosignatures of its witnesses under its note. */
export type SignedCheckpoint = { readonly size: bigint; readonly note: string; readonly createdAt: Date };

/** How many of the newest checkpoints may be skipped to find one that witnesses have cosigned. */
const PASSED_OVER_MAX = 100;

/** The checkpoint of exactly this size; the newest without a size. */
export async function findCheckpoint(
  tx: Tx,
  size: number | undefined,
): Promise<Result<SignedCheckpoint, Refusal>> {
  const row = await tx.auditCheckpoint.findFirst({
    where: size === undefined ? {} : { size },
    orderBy: { size: "desc" },
  });
  if (row) return ok(await withCosignatures(tx, row));
  return size === undefined
    ? refuse("not-found", "log-not-signed", "Nothing in the audit log has been signed yet.", {
        todo: "Try again in a second. If it persists, check that the signer runs.",
      })
    : refuse("not-found", "checkpoint-not-found", `There is no signed checkpoint of ${size} leaves.`, {
        todo: "Get the newest checkpoint and use its size.",
      });
}

/**
 * The newest checkpoint of at least `leaves` leaves that the most witnesses have cosigned: the very newest may still
 * be on its way to them.
 */
export async function findWitnessed(tx: Tx, leaves: number): Promise<Result<SignedCheckpoint, Refusal>> {
  const [found] = await tx.$queryRaw<{ size: bigint }[]>`
    SELECT recent.size FROM (SELECT size FROM audit_checkpoint ORDER BY size DESC LIMIT ${PASSED_OVER_MAX}) recent
    LEFT JOIN audit_cosignature cosignature USING (size)
    WHERE recent.size >= ${leaves}
    GROUP BY recent.size ORDER BY count(cosignature.witness) DESC, recent.size DESC LIMIT 1`;
  return findCheckpoint(tx, found && Number(found.size));
}

async function withCosignatures(tx: Tx, row: SignedCheckpoint): Promise<SignedCheckpoint> {
  const { size, createdAt } = row;
  const cosignatures = await tx.auditCosignature.findMany({ where: { size }, orderBy: { witness: "asc" } });
  return { size, createdAt, note: row.note + cosignatures.map(({ line }) => line).join("") };
}
