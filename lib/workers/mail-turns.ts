import type { Database } from "#lib/db/client.ts";
import { mailDomains, mailSettings } from "#lib/env.ts";
import type { Log } from "#lib/log.ts";
import { takeTurns } from "#lib/queue/turns.ts";
import { mailMessages } from "./mail-messages.ts";
import { openMailer } from "./mailer.ts";

const IDLE_MS = 2000;

/** Mails what people are to be told, until stopped. An installation that mails nobody has nothing to do. */
export function startMailing(db: Database, log: Log): { stop(): Promise<void> } {
  if (mailDomains().length === 0 || !process.env["SMTP_URL"]) return { stop: async () => {} };
  return takeTurns({
    name: "mailing",
    log,
    idleMs: IDLE_MS,
    open: async () => {
      const mailer = openMailer(mailSettings());
      return {
        once: async () => {
          for (const { id: workspaceId } of await db.prisma.workspace.findMany({ select: { id: true } })) {
            const sent = await mailMessages(db, { workspaceId, mailer });
            if (sent > 0) log.info({ workspaceId, sent }, "mailed messages");
          }
          return "idle";
        },
        close: async () => mailer.transport.close(),
      };
    },
  });
}
