import type { AuditEntry } from "#lib/audit/entry.ts";
import type { Tx } from "#lib/db/client.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { WEBHOOK_FORMATS, type WebhookFormat } from "#lib/overview/webhook.ts";

/** A webhook that is on, with the salts whose secrets sign now. */
export type ActiveWebhook = {
  readonly webhookId: string;
  readonly url: string;
  readonly salt: Uint8Array;
  readonly oldSalt: Uint8Array | null;
  readonly format: WebhookFormat;
};

type ActiveRow = Omit<ActiveWebhook, "format"> & { readonly format: string };

export type WebhookDelivery = {
  readonly eventId: string;
  readonly leaf: string;
  readonly tries: number;
  readonly queuedAt: Date;
  readonly entry: AuditEntry;
};

type At = { readonly now: Date };

export async function activeWebhooks(tx: Tx, { now }: At): Promise<ActiveWebhook[]> {
  const rows = await tx.$queryRaw<ActiveRow[]>`
    SELECT id::text AS "webhookId", url, salt, format,
           CASE WHEN old_until > ${now}::timestamptz THEN old_salt END AS "oldSalt"
    FROM webhook WHERE disabled_at IS NULL
      AND EXISTS (SELECT 1 FROM webhook_delivery due WHERE due.webhook_id = webhook.id AND due.state = 'due'
                  AND due.next_at <= ${now}::timestamptz)
    ORDER BY id`;
  return rows.map(({ format, ...row }) => ({ ...row, format: oneOf(WEBHOOK_FORMATS, format) }));
}

/** Longer than posting all that is claimed at once takes: whoever dies on the way leaves it for the next. */
const CLAIM_MS = 3 * 60_000;
const CLAIMED_MAX = 5;

type Claiming = At & { readonly webhookId: string };

/** Takes the oldest of what is due, so that no other process sends the same; each claim is a try. */
export const claimWebhookDeliveries = (tx: Tx, { webhookId, now }: Claiming): Promise<WebhookDelivery[]> =>
  tx.$queryRaw<WebhookDelivery[]>`
    WITH claimed AS (
      UPDATE webhook_delivery SET tries = tries + 1, next_at = ${new Date(now.getTime() + CLAIM_MS)}::timestamptz
      WHERE webhook_id = ${webhookId}::uuid AND event_id IN (
        SELECT event_id FROM webhook_delivery WHERE webhook_id = ${webhookId}::uuid AND state = 'due'
          AND next_at <= ${now}::timestamptz ORDER BY leaf LIMIT ${CLAIMED_MAX} FOR UPDATE SKIP LOCKED)
      RETURNING event_id, leaf, tries, queued_at)
    SELECT claimed.event_id::text AS "eventId", claimed.leaf::text AS leaf, claimed.tries,
           claimed.queued_at AS "queuedAt", event.view AS entry
    FROM claimed JOIN audit_event event ON event.uid = claimed.event_id ORDER BY claimed.leaf`;

type Ended = At & {
  readonly webhookId: string;
  readonly eventId: string;
  readonly state: "due" | "sent" | "dead";
  readonly status: number | null;
  readonly trouble: string | null;
  readonly nextAt: Date;
};

/** What became of a try. */
export const markDelivery = (
  tx: Tx,
  { webhookId, eventId, state, status, trouble, nextAt, now }: Ended,
): Promise<number> =>
  tx.$executeRaw`
    UPDATE webhook_delivery SET state = ${state}, status = ${status}::int, trouble = ${trouble},
           next_at = ${nextAt}::timestamptz, ended_at = ${state === "due" ? null : now}::timestamptz
    WHERE webhook_id = ${webhookId}::uuid AND event_id = ${eventId}::uuid AND state = 'due'`;

type PutBack = { readonly webhookId: string; readonly eventIds: readonly string[]; readonly nextAt: Date };

/** Gives back what was claimed behind one that failed: it was not tried. */
export const putBack = (tx: Tx, { webhookId, eventIds, nextAt }: PutBack): Promise<number> =>
  tx.$executeRaw`
    UPDATE webhook_delivery SET tries = tries - 1, next_at = ${nextAt}::timestamptz
    WHERE webhook_id = ${webhookId}::uuid AND event_id = ANY (${[...eventIds]}::uuid[]) AND state = 'due'`;
