import { HOUR_MS } from "#lib/kernel/time.ts";

/** What a link may be used for. */
export const LINK_PURPOSES = ["new-password"] as const;
export type LinkPurpose = (typeof LINK_PURPOSES)[number];

/** A link is handed over today or not at all. */
export const LINK_LIFETIME_MS = 24 * HOUR_MS;

type Link = {
  readonly usedAt: Date | null;
  readonly revokedAt: Date | null;
  readonly expiresAt: Date;
};

/** Does it still let somebody in? Once only, until it expires or a newer one replaces it. */
export const linkIsOpen = ({ usedAt, revokedAt, expiresAt }: Link, now: Date): boolean =>
  usedAt === null && revokedAt === null && expiresAt > now;

/**
 * Where the link leads. The secret is in the fragment, which no browser sends: it is in no server's log and in no
 * referrer.
 */
export const linkAddress = (origin: string, secret: string): string =>
  `${origin}/sign-in/new-password#${secret}`;
