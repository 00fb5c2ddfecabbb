import { Prisma } from "#generated/prisma/client.ts";
import type { Tx } from "#lib/db/client.ts";

export type WebhookRow = {
  id: string;
  name: string;
  url: string;
  kinds: string[];
  model: string | null;
  format: string;
  disabledFor: string | null;
  disabledAt: Date | null;
  oldUntil: Date | null;
  due: number;
  dead: number;
  sentAt: Date | null;
};

export const listedWebhooks = (tx: Tx): Promise<WebhookRow[]> =>
  tx.$queryRaw<WebhookRow[]>`
    SELECT webhook.id::text, webhook.name, url, kinds, model.name AS model, format, disabled_for AS "disabledFor",
           disabled_at AS "disabledAt", old_until AS "oldUntil", counted.due, counted.dead, counted."sentAt"
    FROM webhook LEFT JOIN model ON model.id = webhook.model_id
    CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE state = 'due')::int AS due, count(*) FILTER (WHERE state = 'dead')::int AS dead,
             max(ended_at) FILTER (WHERE state = 'sent') AS "sentAt"
      FROM webhook_delivery WHERE webhook_id = webhook.id) counted
    ORDER BY webhook.name, webhook.id`;

type DeliveryRow = {
  id: string;
  webhookId: string;
  webhook: string;
  action: string;
  leaf: string;
  state: string;
  tries: number;
  status: number | null;
  trouble: string | null;
  nextAt: Date;
  endedAt: Date | null;
};

const CURSOR = /^(\d{1,18})\.([0-9a-f-]{36})$/;

/** The newest first; `cursor` is the leaf and the webhook of the last one of the page before. */
export function listedDeliveries(tx: Tx, cursor: string | undefined, limit: number): Promise<DeliveryRow[]> {
  const [, leaf, webhook] = CURSOR.exec(cursor ?? "") ?? [];
  const older =
    leaf && webhook
      ? Prisma.sql`(delivery.leaf, delivery.webhook_id::text) < (${leaf}::bigint, ${webhook})`
      : Prisma.sql`true`;
  return tx.$queryRaw<DeliveryRow[]>`
    SELECT delivery.event_id::text AS id, delivery.webhook_id::text AS "webhookId", webhook.name AS webhook, event.action,
           delivery.leaf::text, delivery.state, delivery.tries, delivery.status, delivery.trouble,
           delivery.next_at AS "nextAt", delivery.ended_at AS "endedAt"
    FROM webhook_delivery delivery JOIN webhook ON webhook.id = delivery.webhook_id
    JOIN audit_event event ON event.uid = delivery.event_id
    WHERE ${older} ORDER BY delivery.leaf DESC, delivery.webhook_id::text DESC LIMIT ${limit}`;
}
