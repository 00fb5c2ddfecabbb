import { z } from "zod";
import { isPrivate } from "./kernel/loopback.ts";

/** Every setting of the processes, checked once at the start. A wrong one stops the process with a sentence. */
const settings = z.object({
  DATABASE_URL: z.string().min(1, "the app role's connection string"),
  SECRET: z.string().min(32, "at least 32 random characters; `npm run up` makes one"),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: "like https://countersign.example" })
    .default("http://localhost:3000"),
  /** The address to listen on; another than loopback lets others reach the server without TLS. */
  HOST: z.string().min(1).default("127.0.0.1"),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  DATA_FOLDER: z.string().min(1).default(".data"),
  LOG_ORIGIN: z.string().min(1).default("countersign.local/log"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
  TRUST_PROXY: z.stringbool().default(false),
  /** Where mail is handed to; without it, links are handed over by hand. */
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: "like smtps://user:password@mail.example" }).optional(),
  MAIL_FROM: z.email().optional(),
  /** The domains to whose addresses links and notices are mailed. */
  MAIL_DOMAINS: z
    .string()
    .default("")
    .transform((list) =>
      list
        .toLowerCase()
        .split(/[\s,]+/)
        .filter(Boolean),
    ),
  /** Seals what is to be mailed, for the process that mails it. */
  MAIL_KEY: z.string().min(32, "at least 32 random characters; `npm run up` makes one").optional(),
  /** What the secrets of webhooks follow from, for the server, which shows them, and the reconciler, which signs. */
  WEBHOOK_KEY: z.string().min(32, "at least 32 random characters; `npm run up` makes one").optional(),
  /** Seals verdicts for the reconciler, which alone opens them. */
  SEAL_PUBLIC_KEY: z
    .string()
    .min(32, "the public key that belongs to SEAL_KEY; `npm run up` makes both")
    .optional(),
  /** Opens sealed verdicts: for the reconciler, and no other process. */
  SEAL_KEY: z.string().min(32, "a private X25519 key; `npm run up` makes one").optional(),
  /** Whether webhooks may lead to this machine and to private networks, also without TLS. */
  WEBHOOKS_PRIVATE: z.stringbool().default(false),
  /** How much each workspace may store in artifacts. */
  ARTIFACT_QUOTA_GB: z.coerce.number().positive().default(100),
  /** For how many days single predictions and outcomes are kept; what they add up to stays. */
  TELEMETRY_DAYS: z.coerce.number().int().min(7).max(400).default(30),
  /** How many predictions and outcomes each token may send within a minute; a batch of the largest size always fits. */
  TELEMETRY_ROWS_A_MINUTE: z.coerce.number().int().min(5000).default(6_000_000),
  /** A provider of identities (OpenID Connect) to sign in through, and what its button says. All of these or none. */
  OIDC_ISSUER: z
    .url({ protocol: /^https?$/, error: "exactly as the provider names itself, like https://login.example" })
    .refine(isPrivate, "http only on this machine; others could read and change what the provider says")
    .optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  OIDC_NAME: z.string().min(1).max(40).optional(),
});

const PROVIDER_SETTINGS = ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"] as const;
const ofProvider = settings.pick({
  OIDC_ISSUER: true,
  OIDC_CLIENT_ID: true,
  OIDC_CLIENT_SECRET: true,
  OIDC_NAME: true,
});
const checked = settings.superRefine((given, { addIssue }) => {
  const needed = (path: string, why: string) =>
    addIssue({ code: "custom", path: [path], message: `is needed ${why}` });
  if (given.MAIL_DOMAINS.length > 0 && given.MAIL_KEY === undefined)
    needed(
      "MAIL_KEY",
      "to mail links to MAIL_DOMAINS: the same value here and for the reconciler, which mails",
    );
  const missing = PROVIDER_SETTINGS.filter((name) => given[name] === undefined);
  if (missing.length === PROVIDER_SETTINGS.length) return;
  for (const name of missing) needed(name, "to sign in through a provider");
});

export type Env = z.infer<typeof settings>;

let parsed: Env | undefined;

/** The checked environment. Throws with each wrong setting and what it should be. */
export function env(): Env {
  parsed ??= parse();
  return parsed;
}

/** Where this installation keeps its files. Separate, for programs that need no other setting. */
export const dataFolder = (): string => settings.shape.DATA_FOLDER.parse(process.env["DATA_FOLDER"]);

/** How many bytes of artifacts each workspace may store. Separate, for programs that need no other setting. */
export const artifactQuota = (): number =>
  Math.floor(settings.shape.ARTIFACT_QUOTA_GB.parse(process.env["ARTIFACT_QUOTA_GB"]) * 1e9);

/** Seals data at rest. Separate, for programs that need no other setting. */
export const secretSetting = (): string => settings.shape.SECRET.parse(process.env["SECRET"]);

/** For how many days telemetry is kept. Separate, for the start, which needs no other setting. */
export const telemetryQuota = (): number =>
  settings.shape.TELEMETRY_ROWS_A_MINUTE.parse(process.env["TELEMETRY_ROWS_A_MINUTE"]);

export const telemetryDays = (): number => settings.shape.TELEMETRY_DAYS.parse(process.env["TELEMETRY_DAYS"]);

/** The domains to whose addresses this installation mails; none where it sends no mail. */
export const mailDomains = (): readonly string[] =>
  settings.shape.MAIL_DOMAINS.parse(process.env["MAIL_DOMAINS"]);

/** Seals a link's secret on its way to the process that mails it. */
export const mailKey = (): string => settings.shape.MAIL_KEY.unwrap().parse(process.env["MAIL_KEY"]);

/** The key that the secrets of webhooks follow from; null where the processes share none. */
export const webhookKey = (): string | null =>
  settings.shape.WEBHOOK_KEY.parse(process.env["WEBHOOK_KEY"] || undefined) ?? null;

/** For whom verdicts are sealed; null where the installation cannot open any. */
export const sealPublicKey = (): string | null =>
  settings.shape.SEAL_PUBLIC_KEY.parse(process.env["SEAL_PUBLIC_KEY"] || undefined) ?? null;

/** Opens sealed verdicts; null in every process but the reconciler. */
export const sealKey = (): string | null =>
  settings.shape.SEAL_KEY.parse(process.env["SEAL_KEY"] || undefined) ?? null;

/** Whether webhooks may lead to private addresses. */
export const webhooksMayBePrivate = (): boolean =>
  settings.shape.WEBHOOKS_PRIVATE.parse(process.env["WEBHOOKS_PRIVATE"] || undefined);

export type MailSettings = { readonly smtpUrl: string; readonly from: string };

/** Where mail goes out, for the process that mails. */
export function mailSettings(): MailSettings {
  const { SMTP_URL, MAIL_FROM } = settings.shape;
  return {
    smtpUrl: SMTP_URL.unwrap().parse(process.env["SMTP_URL"]),
    from: MAIL_FROM.unwrap().parse(process.env["MAIL_FROM"]),
  };
}

/** The public address of this installation. */
export const publicUrl = (): URL => new URL(settings.shape.PUBLIC_URL.parse(process.env["PUBLIC_URL"]));

/** A provider of identities, as the operator named it. */
export type ProviderSetting = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly name: string;
};

/** The provider that people may sign in through, if there is one. */
export function providerSetting(): ProviderSetting | null {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME } = ofProvider.parse(process.env);
  if (!OIDC_ISSUER || !OIDC_CLIENT_ID || !OIDC_CLIENT_SECRET) return null;
  return {
    issuer: OIDC_ISSUER,
    clientId: OIDC_CLIENT_ID,
    clientSecret: OIDC_CLIENT_SECRET,
    name: OIDC_NAME ?? new URL(OIDC_ISSUER).host,
  };
}

function parse(): Env {
  const result = checked.safeParse(process.env);
  if (result.success) return result.data;
  const wrong = result.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
  throw new Error(
    `These settings are missing or wrong:\n${wrong.join("\n")}\n\`npm run up\` generates them.`,
  );
}
