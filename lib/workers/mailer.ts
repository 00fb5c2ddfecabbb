import { createTransport, type Transporter } from "nodemailer";
import type { MailSettings } from "#lib/env.ts";
import { isLoopback } from "#lib/kernel/loopback.ts";

const SECONDS_MAX = 20;
const TROUBLE_LENGTH_MAX = 280;

export type Mailer = { readonly from: string; readonly transport: Pick<Transporter, "sendMail" | "close"> };

/** A connection to the mail server. Messages never cross a network unencrypted: only loopback works without TLS. */
export function openMailer({ smtpUrl, from }: MailSettings): Mailer {
  const requireTLS = !isLoopback(new URL(smtpUrl).hostname);
  const timeouts = { connectionTimeout: SECONDS_MAX * 1000, socketTimeout: SECONDS_MAX * 1000 };
  return { from, transport: createTransport({ url: smtpUrl, pool: true, requireTLS, ...timeouts }) };
}

type Message = {
  /** Receivers treat everything sent under this id as one message. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  /** Where one POST ends mail like this (RFC 8058). */
  readonly unsubscribe?: string;
  /** Text that no error report may contain. */
  readonly secret?: string;
};

/** Why the server refused a message, and whether retrying is useless. */
export type Trouble = { readonly said: string; readonly final: boolean };

/** Hands a message to the mail server. */
export async function deliver({ from, transport }: Mailer, message: Message): Promise<Trouble | null> {
  const { id, secret, unsubscribe, ...rest } = message;
  try {
    const messageId = `<${id}@${from.slice(from.lastIndexOf("@") + 1)}>`;
    const headers = unsubscribe ? { headers: unsubscribeHeaders(unsubscribe) } : {};
    await transport.sendMail({ from, messageId, ...rest, ...headers });
    return null;
  } catch (error) {
    return { said: saidBy(error, secret), final: isFinal(error) };
  }
}

const unsubscribeHeaders = (address: string) => ({
  "List-Unsubscribe": `<${address}>`,
  "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
});

/** The mail server's answer, cut to one short line and without the secret it may quote. */
function saidBy(error: unknown, secret: string | undefined): string {
  const said = error instanceof Error ? error.message : "unknown trouble";
  const line = (secret ? said.replaceAll(secret, "…") : said).replaceAll(/[^\x20-\x7e…]+/g, " ");
  return line.trim().slice(0, TROUBLE_LENGTH_MAX) || "unknown trouble";
}

const isFinal = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "responseCode" in error && Number(error.responseCode) >= 500;
