import type { Database } from "#lib/db/client.ts";
import { publicUrl, webhookKey, webhooksMayBePrivate } from "#lib/env.ts";
import type { Log } from "#lib/log.ts";
import { takeTurns } from "#lib/queue/turns.ts";
import { postWebhook } from "./post-webhook.ts";
import { sendWebhooks } from "./send-webhooks.ts";

const IDLE_MS = 1000;

/** Posts what the log has for webhooks, until stopped. Without a key to sign with there are none. */
export function startWebhooks(db: Database, log: Log): { stop(): Promise<void> } {
  const key = webhookKey();
  if (key === null) {
    log.warn("WEBHOOK_KEY is not set: no webhook posts anything.");
    return { stop: async () => {} };
  }
  const allowPrivate = webhooksMayBePrivate();
  const { origin } = publicUrl();
  return takeTurns({
    name: "webhooks",
    log,
    idleMs: IDLE_MS,
    open: async () => ({
      once: async () => {
        const workspaces = await db.prisma.workspace.findMany({ select: { id: true } });
        const turns = await Promise.all(
          workspaces.map(({ id: workspaceId }) =>
            sendWebhooks(db, {
              workspaceId,
              origin,
              key,
              post: (outgoing) => postWebhook(outgoing, { allowPrivate }),
            }),
          ),
        );
        return turns.some(({ more }) => more) ? "more" : "idle";
      },
      close: async () => {},
    }),
  });
}
