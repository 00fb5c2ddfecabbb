import type { Tx } from "#lib/db/client.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";

type LockedWebhook = {
  readonly webhookId: string;
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly off: boolean;
};

/** Holds a webhook until the transaction ends. */
export async function lockWebhook(tx: Tx, webhookId: string): Promise<Result<LockedWebhook, Refusal>> {
  const [found] = await tx.$queryRaw<LockedWebhook[]>`
    SELECT id::text AS "webhookId", salt, disabled_at IS NOT NULL AS off FROM webhook
    WHERE id = ${webhookId}::uuid FOR UPDATE`;
  return found
    ? ok(found)
    : refuse("not-found", "webhook-not-found", "There is no such webhook in this workspace.");
}
