import { z } from "zod";
import { spendForDeed } from "#lib/access/rows/spend-step-up.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { newWebhookSalt, webhookSecret } from "#lib/crypto/webhook-secret.ts";
import { id } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { signingKey } from "#lib/overview/rows/signing-key.ts";
import { webhookInput, webhookSaid } from "#lib/overview/rows/webhook-said.ts";
import { WEBHOOKS_MAX } from "#lib/overview/webhook.ts";
import { webhookStream } from "#lib/overview/webhook-events.ts";
import { webhookTerms } from "#lib/overview/webhook-terms.ts";

/** Has events of the log posted to an address, from this moment on. The secret that signs them is shown once. */
export const createWebhook = defineCommand({
  name: "create-webhook",
  permission: "webhook:create",
  summary: "Create a webhook",
  input: z.strictObject({ ...webhookInput, stepUpId: id.optional() }),
  output: z.object({ webhookId: z.string(), secret: z.string() }),
  answersOnce: true,

  async load(tx, { stepUpId, ...given }, by) {
    const key = signingKey();
    if (!key.ok) return key;
    const terms = await webhookSaid(tx, given);
    if (!terms.ok) return terms;
    const deed = { act: "create-webhook", of: webhookTerms(given), stepUpId } as const;
    const proof = await spendForDeed(tx, by, deed);
    if (!proof.ok) return proof;
    const [has] = await tx.$queryRaw<{ webhooks: number }[]>`SELECT count(*)::int AS webhooks FROM webhook`;
    return ok({ ...terms.value, key: key.value, salt: newWebhookSalt(), webhooks: has?.webhooks ?? 0 });
  },

  decide({ said, webhooks }, _input, { newId }) {
    if (webhooks >= WEBHOOKS_MAX)
      return refuse("illegal", "too-many-webhooks", `A workspace has at most ${WEBHOOKS_MAX} webhooks.`, {
        todo: "Remove one that nobody needs.",
      });
    const webhookId = newId();
    const targets = [{ type: "webhook", id: webhookId }];
    return ok([
      eventOf("webhook.created", { stream: webhookStream(webhookId), targets, data: said }, { webhookId }),
    ]);
  },

  async record(tx, [event], { said, url, modelId, format, salt, key }, { caller, now }) {
    const { webhookId } = event!;
    await tx.$executeRaw`
      INSERT INTO webhook (id, workspace_id, name, url, kinds, model_id, salt, format, next_leaf, created_at)
      VALUES (${webhookId}::uuid, ${caller.workspaceId}::uuid, ${said.name}, ${url}, ${said.kinds}::text[],
              ${modelId}::uuid, ${salt}, ${format}, (SELECT coalesce(max(idx) + 1, 0) FROM audit_leaf), ${now}::timestamptz)`;
    return { webhookId, secret: webhookSecret(salt, key) };
  },
});
