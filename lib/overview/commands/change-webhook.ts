import { z } from "zod";
import { spendForDeed } from "#lib/access/rows/spend-step-up.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { id } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import { lockWebhook } from "#lib/overview/rows/lock-webhook.ts";
import { webhookInput, webhookSaid } from "#lib/overview/rows/webhook-said.ts";
import { webhookStream } from "#lib/overview/webhook-events.ts";
import { onlyTakesAway, webhookTerms } from "#lib/overview/webhook-terms.ts";

/**
 * Changes where a webhook posts and what, and turns it off or on. What happened while it was off follows. What gives its
 * receiver nothing more needs no proof, so that a leak can be stopped at once.
 */
export const changeWebhook = defineCommand({
  name: "change-webhook",
  permission: "webhook:change",
  summary: "Change a webhook",
  input: z.strictObject({ webhookId: id, active: z.boolean(), ...webhookInput, stepUpId: id.optional() }),
  output: z.object({ webhookId: z.string() }),

  async load(tx, { stepUpId, ...asked }, by) {
    const { webhookId, active, ...given } = asked;
    const found = await lockWebhook(tx, webhookId);
    if (!found.ok) return found;
    const terms = await webhookSaid(tx, given);
    if (!terms.ok) return terms;
    const { said, url, modelId, format } = terms.value;
    const after = { url, kinds: said.kinds, model: modelId, active, format };
    const deed = { act: "change-webhook", of: webhookTerms(asked), stepUpId } as const;
    const proof = onlyTakesAway(found.value.reach, after) ? ok(null) : await spendForDeed(tx, by, deed);
    return proof.ok ? ok({ ...terms.value, webhookId, active }) : proof;
  },

  decide({ webhookId, said, active }) {
    const targets = [{ type: "webhook", id: webhookId }];
    const data = { ...said, active };
    return ok([eventOf("webhook.changed", { stream: webhookStream(webhookId), targets, data })]);
  },

  async record(tx, _events, { webhookId, said, url, modelId, format, active }, { now }) {
    await tx.$executeRaw`
      UPDATE webhook SET name = ${said.name}, url = ${url}, kinds = ${said.kinds}::text[], model_id = ${modelId}::uuid,
        format = ${format},
        disabled_at = CASE WHEN ${active} THEN NULL ELSE coalesce(disabled_at, ${now}::timestamptz) END,
        disabled_for = CASE WHEN ${active} THEN NULL ELSE coalesce(disabled_for, 'by-hand') END
      WHERE id = ${webhookId}::uuid`;
    // The span in which an event is tried is the receiver's, not that of the time it was off.
    await tx.$executeRaw`
      UPDATE webhook_delivery SET tries = 0, queued_at = ${now}::timestamptz, next_at = ${now}::timestamptz
      WHERE ${active} AND webhook_id = ${webhookId}::uuid AND state = 'due'`;
    return { webhookId };
  },
});
