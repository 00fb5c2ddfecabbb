import { z } from "zod";
import { findCheckpoint, findWitnessed } from "#lib/audit/rows/find-checkpoint.ts";
import { buildReceipt, findEvent } from "#lib/audit/rows/find-event.ts";
import { defineQuery } from "#lib/command/query.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { treeSize } from "./checkpoint.ts";

/** Proof that an event is in the log, as a `.tlog-proof` file. */
export const eventReceipt = defineQuery({
  name: "event-receipt",
  permission: "audit:read",
  summary: "Prove that an event is in the log",
  input: z.strictObject({ event: z.string().max(40), size: treeSize.optional() }),
  output: z.object({ uid: z.string(), index: z.number(), size: z.number(), receipt: z.string() }),

  async load(tx, { event: reference, size }) {
    const event = await findEvent(tx, reference);
    if (!event.ok) return event;
    const { uid, leaf } = event.value;
    if (!leaf)
      return refuse("conflict", "event-not-signed-yet", "This event is not in the signed log yet.", {
        todo: "Try again in a second.",
        retryAfterSeconds: 1,
      });
    const index = Number(leaf.idx);
    const checkpoint = await (size === undefined ? findWitnessed(tx, index + 1) : findCheckpoint(tx, size));
    if (!checkpoint.ok) return checkpoint;
    const receipt = await buildReceipt(tx, index, checkpoint.value);
    return receipt.ok
      ? ok({ uid, index, size: Number(checkpoint.value.size), receipt: receipt.value })
      : receipt;
  },
});
