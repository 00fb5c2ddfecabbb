import { encode } from "next-auth/jwt";
import type { SignedIn } from "#lib/access/admission/sign-in-person.ts";
import { SESSION_HOURS_MAX } from "#lib/access/session.ts";

/** Is the public address https? Then the cookie's prefix binds it to this host and to TLS. */
export const isSecureOrigin = (): boolean => (process.env["PUBLIC_URL"] ?? "").startsWith("https://");

export const sessionCookieName = (): string => (isSecureOrigin() ? "__Host-countersign" : "countersign");

/** The value of a cookie in a request's Cookie header; undefined if it has none. */
export const cookieNamed = (cookies: string | null, name: string): string | undefined =>
  cookies
    ?.split(/; */)
    .find((cookie) => cookie.startsWith(`${name}=`))
    ?.slice(name.length + 1);

/** What the cookie says: whose session it is, and which. */
export const carriedBy = ({ id, sid, workspaceId }: SignedIn) => ({ sub: id, sid, workspaceId });

/** A Set-Cookie header's value for a cookie that no script reads and no foreign page's request carries. */
export const ownCookie = (name: string, value: string, maxAgeSeconds: number): string =>
  `${name}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAgeSeconds}${isSecureOrigin() ? "; Secure" : ""}`;

/** The cookie of a session, as the sign-in library sets it. */
export async function sessionCookie(signedIn: SignedIn, secret: string): Promise<string> {
  const maxAge = SESSION_HOURS_MAX * 3600;
  const sealed = await encode({ token: carriedBy(signedIn), secret, maxAge });
  return ownCookie(sessionCookieName(), sealed, maxAge);
}
