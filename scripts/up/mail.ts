import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { keptFile } from "#lib/storage/kept-file.ts";
import { type MailReceiver, receiveMail } from "../../prisma/seed/mail-receiver.ts";
import { DEMO_DOMAIN } from "../../prisma/seed/people.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** What each process of an installation knows of mail: the server to whom it mails, the reconciler how. */
export type Mailing = {
  readonly web: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, string>>;
  /** The demonstration's own mail server. */
  readonly receiver: MailReceiver | null;
};

const SETTINGS = ["SMTP_URL", "MAIL_FROM", "MAIL_DOMAINS"] as const;

/** The operator's mail server; else, beside the demonstration, one that keeps what it receives in the data folder. */
export async function mailing(
  operator: Environment,
  { data, empty }: { readonly data: string; readonly empty: boolean },
): Promise<Mailing> {
  const missing = SETTINGS.filter((name) => !operator[name]);
  if (missing.length > 0 && missing.length < SETTINGS.length)
    throw new Error(
      `To send mail, also set ${missing.join(" and ")}. Without any of them, links are handed over.`,
    );
  const receiver = empty ? null : await receiveMail(join(data, "mail"));
  const own = receiver && {
    SMTP_URL: receiver.smtpUrl,
    MAIL_FROM: `countersign@${DEMO_DOMAIN}`,
    MAIL_DOMAINS: DEMO_DOMAIN,
  };
  const set = missing.length === 0 ? (operator as Record<(typeof SETTINGS)[number], string>) : own;
  // Also without mail: what was mailed before still ends by its links.
  const MAIL_KEY = await mailKeyOf(data);
  if (!set) return { web: { MAIL_KEY }, jobs: { MAIL_KEY }, receiver };
  const { SMTP_URL, MAIL_FROM, MAIL_DOMAINS } = set;
  return { web: { MAIL_DOMAINS, MAIL_KEY }, jobs: { SMTP_URL, MAIL_FROM, MAIL_DOMAINS, MAIL_KEY }, receiver };
}

const mailKeyOf = (data: string): Promise<string> =>
  keptFile(join(data, "mail-key"), () => randomBytes(32).toString("base64url"));

/** While the demonstration is made, its people are mailed by this process itself. */
export async function mailingHere(data: string): Promise<void> {
  Object.assign(process.env, { MAIL_DOMAINS: DEMO_DOMAIN, MAIL_KEY: await mailKeyOf(data) });
}
