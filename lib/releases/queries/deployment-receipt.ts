import { z } from "zod";
import { findWitnessed } from "#lib/audit/rows/find-checkpoint.ts";
import { buildReceipt, findEvent } from "#lib/audit/rows/find-event.ts";
import { defineQuery } from "#lib/command/query.ts";
import type { Tx } from "#lib/db/client.ts";
import { id, line } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { pointerByKey } from "#lib/releases/rows/deployment-cases.ts";
import { deploymentReceiptView } from "#lib/releases/views/deployment-receipt.ts";

/** The receipt of an allowed deployment: the entry of the log that says so, and the proof that the log has it. */
export const deploymentReceipt = defineQuery({
  name: "deployment-receipt",
  permission: "deployment:allow",
  summary: "Get the receipt of an allowed deployment",
  input: z.strictObject({ pointer: line(200), deployment: id }),
  output: deploymentReceiptView,

  async load(tx, { pointer: key, deployment }) {
    const pointer = await pointerByKey(tx, key);
    if (!pointer.ok) return pointer;
    const uid = await eventOfDeployment(tx, `pointer/${pointer.value.id}`, deployment);
    if (uid === null)
      return refuse("not-found", "deployment-not-found", `No deployment ${deployment} was allowed there.`);
    const event = await findEvent(tx, uid);
    if (!event.ok) return event;
    const { leaf, entry } = event.value;
    if (!leaf) return notSignedYet;
    const checkpoint = await findWitnessed(tx, Number(leaf.idx) + 1);
    if (!checkpoint.ok) return notSignedYet;
    const proof = await buildReceipt(tx, Number(leaf.idx), checkpoint.value);
    return proof.ok ? ok({ entry: new TextDecoder().decode(entry), proof: proof.value }) : proof;
  },
});

const notSignedYet = refuse("conflict", "event-not-signed-yet", "The answer is not in the signed log yet.", {
  todo: "Try again in a second.",
  retryAfterSeconds: 1,
});

/** Newest first, because a receipt is asked for at once. */
async function eventOfDeployment(tx: Tx, stream: string, deployment: string): Promise<string | null> {
  const [found] = await tx.$queryRaw<{ uid: string }[]>`
    SELECT uid::text FROM audit_event
    WHERE stream = ${stream} AND action = 'deployment.allowed' AND view -> 'data' ->> 'deployment' = ${deployment}
    ORDER BY stream_seq DESC LIMIT 1`;
  return found?.uid ?? null;
}
