import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { id } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import { lockWebhook } from "#lib/overview/rows/lock-webhook.ts";
import { webhookStream } from "#lib/overview/webhook-events.ts";

/** Ends a webhook with everything that was on its way to it. */
export const removeWebhook = defineCommand({
  name: "remove-webhook",
  permission: "webhook:remove",
  summary: "Remove a webhook",
  input: z.strictObject({ webhookId: id }),
  output: z.object({ webhookId: z.string() }),

  load: (tx, { webhookId }) => lockWebhook(tx, webhookId),

  decide({ webhookId }) {
    const targets = [{ type: "webhook", id: webhookId }];
    return ok([eventOf("webhook.removed", { stream: webhookStream(webhookId), targets, data: {} })]);
  },

  async record(tx, _events, { webhookId }) {
    await tx.$executeRaw`DELETE FROM webhook_delivery WHERE webhook_id = ${webhookId}::uuid`;
    await tx.$executeRaw`DELETE FROM webhook WHERE id = ${webhookId}::uuid`;
    return { webhookId };
  },
});
