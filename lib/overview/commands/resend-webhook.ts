import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { id } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { lockWebhook } from "#lib/overview/rows/lock-webhook.ts";
import { webhookStream } from "#lib/overview/webhook-events.ts";

/** Sends an event to a webhook again, under the same id. */
export const resendWebhook = defineCommand({
  name: "resend-webhook",
  permission: "webhook:resend",
  summary: "Send an event to a webhook again",
  input: z.strictObject({ webhookId: id, delivery: id }),
  output: z.object({ webhookId: z.string() }),

  async load(tx, { webhookId, delivery }) {
    const found = await lockWebhook(tx, webhookId);
    if (!found.ok) return found;
    if (found.value.off)
      return refuse("illegal", "webhook-off", "This webhook is off.", { todo: "Turn it on first." });
    const queued = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM webhook_delivery WHERE webhook_id = ${webhookId}::uuid AND event_id = ${delivery}::uuid FOR UPDATE`;
    return queued.length > 0
      ? ok({ webhookId, delivery })
      : refuse(
          "illegal",
          "delivery-unknown",
          "This event was never on its way to this webhook, or is no longer kept.",
        );
  },

  decide({ webhookId, delivery }) {
    const targets = [{ type: "webhook", id: webhookId }];
    const data = { event: delivery };
    return ok([eventOf("webhook.resent", { stream: webhookStream(webhookId), targets, data })]);
  },

  async record(tx, _events, { webhookId, delivery }, { now }) {
    await tx.$executeRaw`
      UPDATE webhook_delivery SET state = 'due', tries = 0, queued_at = ${now}::timestamptz,
             next_at = ${now}::timestamptz, ended_at = NULL
      WHERE webhook_id = ${webhookId}::uuid AND event_id = ${delivery}::uuid`;
    return { webhookId };
  },
});
