import { z } from "zod";
import { spendForDeed } from "#lib/access/rows/spend-step-up.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { newWebhookSalt, webhookSecret } from "#lib/crypto/webhook-secret.ts";
import { id } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import { lockWebhook } from "#lib/overview/rows/lock-webhook.ts";
import { signingKey } from "#lib/overview/rows/signing-key.ts";
import { WEBHOOK_OVERLAP_MS } from "#lib/overview/webhook.ts";
import { webhookStream } from "#lib/overview/webhook-events.ts";

/** Replaces a webhook's secret. For a day messages have a signature by either, so that no receiver misses one. */
export const rotateWebhookSecret = defineCommand({
  name: "rotate-webhook-secret",
  permission: "webhook-secret:rotate",
  summary: "Replace the secret of a webhook",
  input: z.strictObject({ webhookId: id, stepUpId: id.optional() }),
  output: z.object({ webhookId: z.string(), secret: z.string() }),
  answersOnce: true,

  async load(tx, { webhookId, stepUpId }, by) {
    const key = signingKey();
    if (!key.ok) return key;
    const found = await lockWebhook(tx, webhookId);
    if (!found.ok) return found;
    const deed = { act: "rotate-webhook-secret", of: webhookId, stepUpId } as const;
    const proof = await spendForDeed(tx, by, deed);
    return proof.ok ? ok({ ...found.value, key: key.value, newSalt: newWebhookSalt() }) : proof;
  },

  decide({ webhookId }) {
    const targets = [{ type: "webhook", id: webhookId }];
    return ok([eventOf("webhook-secret.rotated", { stream: webhookStream(webhookId), targets, data: {} })]);
  },

  async record(tx, _events, { webhookId, salt, newSalt, key }, { now }) {
    const until = new Date(now.getTime() + WEBHOOK_OVERLAP_MS);
    await tx.$executeRaw`
      UPDATE webhook SET salt = ${newSalt}, old_salt = ${salt}, old_until = ${until}::timestamptz
      WHERE id = ${webhookId}::uuid`;
    return { webhookId, secret: webhookSecret(newSalt, key) };
  },
});
