import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { id } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { lockWebhook } from "#lib/overview/rows/lock-webhook.ts";
import { webhookStream } from "#lib/overview/webhook-events.ts";

/** Turns off a webhook whose receiver is gone, or took nothing for the whole span; its admins are told. */
export const disableWebhook = defineCommand({
  name: "disable-webhook",
  permission: "webhook:disable",
  summary: "Turn off a webhook that reaches nobody",
  input: z.strictObject({ webhookId: id, reason: z.enum(["gone", "unreached"]) }),
  output: z.object({ webhookId: z.string() }),

  async load(tx, { webhookId, reason }) {
    const found = await lockWebhook(tx, webhookId);
    if (!found.ok) return found;
    return found.value.off
      ? refuse("conflict", "webhook-off", "This webhook is off.")
      : ok({ webhookId, reason });
  },

  decide({ webhookId, reason }) {
    const targets = [{ type: "webhook", id: webhookId }];
    return ok([eventOf("webhook.disabled", { stream: webhookStream(webhookId), targets, data: { reason } })]);
  },

  async record(tx, _events, { webhookId, reason }, { now }) {
    await tx.$executeRaw`
      UPDATE webhook SET disabled_at = ${now}::timestamptz, disabled_for = ${reason} WHERE id = ${webhookId}::uuid`;
    return { webhookId };
  },
});
