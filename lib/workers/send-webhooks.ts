import { run } from "#lib/command/run.ts";
import { webhookSecret } from "#lib/crypto/webhook-secret.ts";
import type { Database } from "#lib/db/client.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import { disableWebhook } from "#lib/overview/commands/disable-webhook.ts";
import { gatherDeliveries } from "#lib/overview/rows/gather-deliveries.ts";
import {
  type ActiveWebhook,
  activeWebhooks,
  claimWebhookDeliveries,
  markDelivery,
  putBack,
  type WebhookDelivery,
} from "#lib/overview/rows/webhook-deliveries.ts";
import { outcomeOf, webhookRetryMs } from "#lib/overview/webhook.ts";
import { signWebhook } from "#lib/protocols/standard-webhooks/sign.ts";
import type { Outgoing, Posted } from "./post-webhook.ts";
import { contentTypeOf, payloadOf } from "./webhook-payload.ts";

type Sending = {
  readonly workspaceId: string;
  /** The public address of this installation, and the key that secrets follow from. */
  readonly origin: string;
  readonly key: string;
  readonly post: (outgoing: Outgoing) => Promise<Posted>;
  readonly now?: Date;
};

/**
 * Queues what the log has for the webhooks of a workspace and posts what is due. Whoever dies between a post and its
 * record posts that event again, under the same id. Receivers are served beside each other, each in the order of the log
 * until one fails. Returns how many were taken, and whether more is ready.
 */
export async function sendWebhooks(db: Database, sending: Sending): Promise<{ sent: number; more: boolean }> {
  const { workspaceId, now } = sending;
  const ready = await inWorkspace(db, workspaceId, async (tx, begun) => {
    const at = now ?? begun;
    const more = await gatherDeliveries(tx, { workspaceId, now: at });
    return { more, webhooks: await activeWebhooks(tx, { now: at }) };
  });
  const sent = await Promise.all(ready.webhooks.map((webhook) => sendTo(db, webhook, sending)));
  const total = sent.reduce((sum, one) => sum + one, 0);
  return { sent: total, more: ready.more || total > 0 };
}

async function sendTo(db: Database, webhook: ActiveWebhook, sending: Sending): Promise<number> {
  const { webhookId } = webhook;
  const { workspaceId, now } = sending;
  const { format } = webhook;
  const claimed = await inWorkspace(db, workspaceId, async (tx, begun) => {
    const written: (WebhookDelivery & { readonly payload: string })[] = [];
    for (const delivery of await claimWebhookDeliveries(tx, { webhookId, now: now ?? begun }))
      written.push({
        ...delivery,
        payload: await payloadOf(tx, delivery, { format, origin: sending.origin }),
      });
    return written;
  });
  let sent = 0;
  for (const [place, delivery] of claimed.entries()) {
    const posted = await sending.post(outgoingOf(webhook, delivery, sending));
    const rest = claimed.slice(place + 1).map(({ eventId }) => eventId);
    if (await tookIt(db, { webhookId, delivery, posted, rest }, sending)) sent += 1;
    else break;
  }
  return sent;
}

type Tried = {
  readonly webhookId: string;
  readonly delivery: WebhookDelivery;
  readonly posted: Posted;
  /** What was claimed behind it. */
  readonly rest: readonly string[];
};

/** Records what became of a try; whether it was taken. */
async function tookIt(
  db: Database,
  { webhookId, delivery, posted, rest }: Tried,
  { workspaceId, now }: Sending,
): Promise<boolean> {
  const { status, said } = posted;
  const { eventId, queuedAt, tries } = delivery;
  const outcome = await inWorkspace(db, workspaceId, async (tx, begun) => {
    const at = now ?? begun;
    const became = outcomeOf({ status, queuedAt, now: at });
    const nextAt = new Date(at.getTime() + webhookRetryMs(tries, Math.random()));
    const { state } = became;
    await markDelivery(tx, { webhookId, eventId, state, status, trouble: said, nextAt, now: at });
    if (state !== "sent") await putBack(tx, { webhookId, eventIds: rest, nextAt });
    return became;
  });
  if (outcome.state === "dead") {
    const caller = { kind: "system", id: "jobs", name: "Jobs", workspaceId } as const;
    // Refused where another process, or an admin, was first.
    await run(db, disableWebhook, { webhookId, reason: outcome.reason }, { caller, ...(now ? { now } : {}) });
  }
  return outcome.state === "sent";
}

/** The event in the webhook's format, signed after Standard Webhooks by every secret that is good now. */
function outgoingOf(
  webhook: ActiveWebhook,
  { eventId, payload }: { readonly eventId: string; readonly payload: string },
  { key, now }: Sending,
): Outgoing {
  // The time of the try, by which receivers refuse what is sent to them again by others.
  const timestampSeconds = Math.floor((now ?? new Date()).getTime() / 1000);
  const salts = [webhook.salt, ...(webhook.oldSalt ? [webhook.oldSalt] : [])];
  const signatures = salts.map((salt) =>
    signWebhook(webhookSecret(salt, key), { messageId: eventId, timestampSeconds, payload }),
  );
  const headers = {
    "content-type": contentTypeOf(webhook.format),
    "user-agent": "Countersign",
    "webhook-id": eventId,
    "webhook-timestamp": String(timestampSeconds),
    "webhook-signature": signatures.join(" "),
  };
  return { url: webhook.url, headers, body: payload };
}
