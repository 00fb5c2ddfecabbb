import type { Tx } from "#lib/db/client.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { inclusionProof } from "#lib/merkle/proof.ts";
import { formatReceipt } from "#lib/merkle/receipt.ts";
import { fromLogNodes } from "./log-nodes.ts";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** An event by its id or its leaf index. Events of another workspace are not found. */
export async function findEvent(tx: Tx, reference: string) {
  const row = UUID.test(reference)
    ? await tx.auditEvent.findFirst({ where: { uid: reference }, include: { leaf: true, details: true } })
    : await findByIndex(tx, reference);
  return row
    ? ok(row)
    : refuse("not-found", "event-not-found", `There is no event ${reference} in this workspace.`, {
        todo: "Give an event's id or its leaf index.",
      });
}

async function findByIndex(tx: Tx, reference: string) {
  if (!/^\d{1,15}$/.test(reference)) return null;
  const leaf = await tx.auditLeaf.findUnique({
    where: { idx: BigInt(reference) },
    select: { eventId: true },
  });
  if (!leaf) return null;
  return tx.auditEvent.findFirst({ where: { id: leaf.eventId }, include: { leaf: true, details: true } });
}

/** The `.tlog-proof` of a leaf in the log as signed at `checkpoint`. */
export async function buildReceipt(
  tx: Tx,
  index: number,
  checkpoint: { size: bigint; note: string },
): Promise<Result<string, Refusal>> {
  const size = Number(checkpoint.size);
  if (index >= size)
    return refuse(
      "conflict",
      "event-not-signed-yet",
      `Leaf ${index} is not in the checkpoint of ${size} leaves.`,
      {
        todo: "Choose a later checkpoint, or try again in a second.",
        retryAfterSeconds: 1,
      },
    );
  const proof = await fromLogNodes(tx, (read) => inclusionProof(index, size, read));
  return ok(formatReceipt({ index, proof, checkpoint: checkpoint.note }));
}
