import { HOUR_MS } from "#lib/kernel/time.ts";
import type { IdentityLevel } from "./identity-level.ts";

/** What a link is for: to join the workspace one was invited to, or to set a new password. */
export const LINK_PURPOSES = ["join", "new-password"] as const;
export type LinkPurpose = (typeof LINK_PURPOSES)[number];

/** How a link travels to the person: mailed, or handed over by whoever issued it. It is the level of who redeems it. */
export const LINK_WAYS = ["handed-over", "mailed"] as const satisfies readonly IdentityLevel[];
export type LinkWay = (typeof LINK_WAYS)[number];

/** An invitation waits over a weekend; a new password is set today or not at all. */
export const LINK_LIFETIME_MS: Readonly<Record<LinkPurpose, number>> = {
  join: 72 * HOUR_MS,
  "new-password": 24 * HOUR_MS,
};

type Link = {
  readonly usedAt: Date | null;
  readonly revokedAt: Date | null;
  readonly expiresAt: Date;
};

/** Does it still let somebody in? Once only, until it expires, is revoked, or a newer one replaces it. */
export const linkIsOpen = ({ usedAt, revokedAt, expiresAt }: Link, now: Date): boolean =>
  usedAt === null && revokedAt === null && expiresAt > now;

/**
 * Where the link leads. The secret is in the fragment, which no browser sends: it is in no server's log and in no
 * referrer.
 */
export const linkAddress = (origin: string, purpose: LinkPurpose, secret: string): string =>
  `${origin}/sign-in/${purpose}#${secret}`;

/** What handing a link over costs, said to whoever does it. */
export const HANDED_OVER_COST =
  "What they sign counts as signed by somebody you vouch for alone: the tiers high and critical do not take it, unless the policy says otherwise.";

/** Mail goes to addresses of these domains alone, compared whole: `example.com` covers no `mail.example.com`. */
export const linkWay = (email: string, domains: readonly string[]): LinkWay =>
  domains.includes(email.slice(email.lastIndexOf("@") + 1).toLowerCase()) ? "mailed" : "handed-over";
