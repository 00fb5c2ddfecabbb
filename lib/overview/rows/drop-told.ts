import type { Tx } from "#lib/db/client.ts";
import { daysLater } from "#lib/kernel/time.ts";
import { DELIVERIES_KEPT_DAYS, MESSAGES_KEPT_DAYS } from "#lib/overview/keeping.ts";

/** The most rows of each table that go in one transaction. */
export const DROPPED_MAX = 1000;

type Dropped = { readonly rows: number; readonly more: boolean };

/**
 * Drops what people and other systems were told so long ago that it is no longer kept, the oldest first. What still waits to
 * be sent to a receiver stays, however old, and so does a message whose deadline is ahead. The log is another place.
 */
export async function dropTold(tx: Tx, { now }: { readonly now: Date }): Promise<Dropped> {
  const ended = daysLater(now, -DELIVERIES_KEPT_DAYS);
  const told = daysLater(now, -MESSAGES_KEPT_DAYS);
  const dropped = [
    await dropMessages(tx, { told, now }),
    await tx.$executeRaw`
      DELETE FROM mail_delivery WHERE message_id IN (
        SELECT message_id FROM mail_delivery WHERE state <> 'due' AND ended_at < ${ended}::timestamptz
        ORDER BY ended_at LIMIT ${DROPPED_MAX} FOR UPDATE SKIP LOCKED)`,
    await tx.$executeRaw`
      DELETE FROM webhook_delivery WHERE (webhook_id, event_id) IN (
        SELECT webhook_id, event_id FROM webhook_delivery WHERE state <> 'due' AND ended_at < ${ended}::timestamptz
        ORDER BY ended_at LIMIT ${DROPPED_MAX} FOR UPDATE SKIP LOCKED)`,
    await tx.$executeRaw`
      DELETE FROM told_event WHERE event_id IN (
        SELECT event_id FROM told_event WHERE told_at < ${told}::timestamptz ORDER BY told_at LIMIT ${DROPPED_MAX})`,
  ];
  const rows = dropped.reduce((sum, one) => sum + one, 0);
  return { rows, more: dropped.some((one) => one === DROPPED_MAX) };
}

type Old = { readonly told: Date; readonly now: Date };

/** With its mail, also where that never went: nobody waits for it any more. */
const dropMessages = (tx: Tx, { told, now }: Old): Promise<number> =>
  tx.$executeRaw`
    WITH old AS (
      SELECT id FROM inbox_message WHERE told_at < ${told}::timestamptz
        AND (due_at IS NULL OR due_at < ${now}::timestamptz)
      ORDER BY told_at LIMIT ${DROPPED_MAX} FOR UPDATE SKIP LOCKED),
    mail AS (DELETE FROM mail_delivery WHERE message_id IN (SELECT id FROM old))
    DELETE FROM inbox_message WHERE id IN (SELECT id FROM old)`;
