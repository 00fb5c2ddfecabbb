import { createTransport, type Transporter } from "nodemailer";
import { reportLink } from "#lib/access/commands/report-link.ts";
import { linkMessage } from "#lib/access/link-message.ts";
import { waitingLink } from "#lib/access/queries/waiting-link.ts";
import { look } from "#lib/command/query.ts";
import { run } from "#lib/command/run.ts";
import type { Database } from "#lib/db/client.ts";
import { type MailSettings, publicUrl } from "#lib/env.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { isLoopback } from "#lib/kernel/loopback.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import type { Result } from "#lib/kernel/result.ts";

const SECONDS_MAX = 20;
const TROUBLE_LENGTH_MAX = 280;

export type Mailer = { readonly from: string; readonly transport: Pick<Transporter, "sendMail" | "close"> };

/** A connection to the mail server. A link never travels a network in clear: only loopback goes without TLS. */
export function openMailer({ smtpUrl, from }: MailSettings): Mailer {
  const requireTLS = !isLoopback(new URL(smtpUrl).hostname);
  const timeouts = { connectionTimeout: SECONDS_MAX * 1000, socketTimeout: SECONDS_MAX * 1000 };
  return { from, transport: createTransport({ url: smtpUrl, pool: true, requireTLS, ...timeouts }) };
}

type Sending = {
  readonly linkId: string;
  readonly mailer: Mailer;
  readonly caller: Caller;
  readonly now?: Date;
};

/**
 * Mails a link that waits, and records what became of it. A link that was sent or is over is refused as a conflict, so
 * that a job may run twice; one that was sent twice, because the process died in between, is one message by its id.
 * Throws where another try may help; a mail server's final no is recorded and not tried again.
 */
export async function sendLink(
  db: Database,
  { linkId, mailer, caller, now }: Sending,
): Promise<Result<{ sent: boolean }, Refusal>> {
  const asking = { caller, ...(now ? { now } : {}) };
  const found = await look(db, waitingLink, { linkId }, asking);
  if (!found.ok) return found;
  const link = found.value;
  const report = (trouble: string | null) => run(db, reportLink, { linkId, trouble }, asking);
  const { from, transport } = mailer;
  const { email: to, secret } = link;
  try {
    const messageId = `<${linkId}@${from.slice(from.lastIndexOf("@") + 1)}>`;
    await transport.sendMail({ from, to, messageId, ...linkMessage(link, publicUrl().origin) });
  } catch (error) {
    const reported = await report(troubleOf(error, secret));
    if (!isFinal(error)) throw new Error(troubleOf(error, secret));
    return reported;
  }
  return report(null);
}

/** What a mail server answers is the server's own text: one line, bounded, and never the secret it may quote. */
function troubleOf(error: unknown, secret: string): string {
  const said = error instanceof Error ? error.message : "unknown trouble";
  const line = said.replaceAll(secret, "…").replaceAll(/[^\x20-\x7e…]+/g, " ");
  return line.trim().slice(0, TROUBLE_LENGTH_MAX) || "unknown trouble";
}

const isFinal = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "responseCode" in error && Number(error.responseCode) >= 500;
