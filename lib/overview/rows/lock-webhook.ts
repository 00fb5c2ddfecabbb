import type { Tx } from "#lib/db/client.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { WEBHOOK_FORMATS } from "#lib/overview/webhook.ts";
import type { Reach } from "#lib/overview/webhook-terms.ts";

type LockedWebhook = {
  readonly webhookId: string;
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly off: boolean;
  /** Where it posts and what, before anything changes. */
  readonly reach: Reach;
};

/** Holds a webhook until the transaction ends. */
export async function lockWebhook(tx: Tx, webhookId: string): Promise<Result<LockedWebhook, Refusal>> {
  const [found] = await tx.$queryRaw<Row[]>`
    SELECT id::text AS "webhookId", salt, url, kinds, model_id::text AS model, disabled_at IS NULL AS active, format
    FROM webhook
    WHERE id = ${webhookId}::uuid FOR UPDATE`;
  return found
    ? ok({ webhookId, salt: found.salt, off: !found.active, reach: reachOf(found) })
    : refuse("not-found", "webhook-not-found", "There is no such webhook in this workspace.");
}

type Row = Pick<LockedWebhook, "webhookId" | "salt"> & Omit<Reach, "format"> & { readonly format: string };

const reachOf = ({ url, kinds, model, active, format }: Row): Reach => ({
  url,
  kinds,
  model,
  active,
  format: oneOf(WEBHOOK_FORMATS, format),
});
