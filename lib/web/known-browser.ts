import { decode, encode } from "next-auth/jwt";
import { v4 as uuidv4 } from "uuid";
import type { KnownBrowser } from "#lib/access/admission/check-credentials.ts";
import { cookieNamed, isSecureOrigin, ownCookie } from "#lib/api/guard/session-cookie.ts";
import { DAY_MS } from "#lib/kernel/time.ts";

const REMEMBERED_SECONDS = (180 * DAY_MS) / 1000;

const cookieName = (): string => (isSecureOrigin() ? "__Host-known-browser" : "known-browser");

/** A cookie for a browser in which this person just signed in. It grants nothing; sign-ins from it count apart. */
export async function rememberBrowser(personId: string, secret: string): Promise<string> {
  const token = { sub: personId, browser: uuidv4() };
  const sealed = await encode({ token, secret, salt: cookieName(), maxAge: REMEMBERED_SECONDS });
  return ownCookie(cookieName(), sealed, REMEMBERED_SECONDS);
}

/** The browser as its cookie says; null for a missing, forged or expired one. */
export async function knownBrowser(cookies: string | null, secret: string): Promise<KnownBrowser | null> {
  const token = cookieNamed(cookies, cookieName());
  if (!token) return null;
  const read = await decode({ token, secret, salt: cookieName() }).catch(() => null);
  const { sub, browser } = read ?? {};
  return typeof sub === "string" && typeof browser === "string" ? { id: browser, personId: sub } : null;
}
