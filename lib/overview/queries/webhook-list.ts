import { z } from "zod";
import { permit } from "#lib/access/permission.ts";
import { defineQuery } from "#lib/command/query.ts";
import { paging } from "#lib/kernel/fields.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { ok } from "#lib/kernel/result.ts";
import { listedDeliveries, listedWebhooks, type WebhookRow } from "#lib/overview/rows/listed-webhooks.ts";
import { type ListedWebhook, webhookListView } from "#lib/overview/views/webhook-list.ts";
import { DELIVERY_STATES, DISABLED_FOR, WEBHOOK_FORMATS } from "#lib/overview/webhook.ts";

const MODELS_MAX = 200;

/** The webhooks with their state, and the newest events on their way to them. */
export const webhookList = defineQuery({
  name: "webhook-list",
  permission: "settings:read",
  summary: "List webhooks and what is on its way to them",
  input: z.strictObject(paging),
  output: webhookListView,

  async load(tx, { cursor, limit }, { caller, now }) {
    // Whoever may change a webhook sees its whole address.
    const whole = permit(caller, "webhook:change").ok;
    const webhooks = (await listedWebhooks(tx)).map((row) => shown(row, whole, now));
    const rows = await listedDeliveries(tx, cursor, limit + 1);
    const models = await tx.$queryRaw<
      { name: string }[]
    >`SELECT name FROM model ORDER BY name LIMIT ${MODELS_MAX}`;
    const deliveries = rows.slice(0, limit).map(({ leaf: _, state, nextAt, endedAt, ...row }) => ({
      ...row,
      state: oneOf(DELIVERY_STATES, state),
      nextAt: nextAt.toISOString(),
      endedAt: endedAt?.toISOString() ?? null,
    }));
    const last = rows[limit - 1];
    const nextCursor = rows.length > limit && last ? `${last.leaf}.${last.webhookId}` : null;
    return ok({ webhooks, models: models.map(({ name }) => name), deliveries, nextCursor });
  },
});

function shown(
  { url, format, disabledFor, disabledAt, oldUntil, sentAt, ...row }: WebhookRow,
  whole: boolean,
  now: Date,
): ListedWebhook {
  return {
    ...row,
    url: whole ? url : new URL(url).origin,
    format: oneOf(WEBHOOK_FORMATS, format),
    disabledFor: disabledFor === null ? null : oneOf(DISABLED_FOR, disabledFor),
    disabledAt: disabledAt?.toISOString() ?? null,
    oldUntil: oldUntil && oldUntil > now ? oldUntil.toISOString() : null,
    sentAt: sentAt?.toISOString() ?? null,
  };
}
