import type { IdentityLevel } from "#lib/access/identity-level.ts";

/** What of this installation lets somebody be known better. */
export type WaysUp = {
  /** Whether it mails to the reader's address. */
  readonly mailed: boolean;
  /** The provider of identities it knows, as people call it. */
  readonly provider: string | null;
};

/** How the reader is known, in their own words. */
export function ownLevelWords(level: IdentityLevel | null, email: string): { word: string; says: string } {
  if (level === "mailed")
    return { word: "by mail", says: `You set your password by a link mailed to ${email}.` };
  if (level === "provider")
    return { word: "by a provider", says: "Your provider of identities says who you are." };
  return {
    word: "handed over",
    says: "Somebody handed you the link by which you set your password, so they could have used it themselves.",
  };
}

/** What the reader, or whoever runs the installation, can do about it. */
export function waysUpText(level: IdentityLevel | null, { mailed, provider }: WaysUp): string {
  const byProvider = `${provider} below, and sign in through it before you sign.`;
  if (level === "handed-over" && mailed)
    return provider === null
      ? "Have a link mailed to you and set a new password by it."
      : `Have a link mailed to you and set a new password by it, or bind your account at ${byProvider}`;
  if (provider !== null) return `Bind your account at ${byProvider}`;
  return level === "mailed"
    ? "It needs a provider of identities, and this installation has none: ask whoever runs it (OIDC_ISSUER)."
    : "This installation neither mails links to your address nor has a provider of identities. Ask whoever runs it to set up one of them: SMTP_URL, MAIL_FROM and MAIL_DOMAINS, or OIDC_ISSUER. Neither needs a signature.";
}
