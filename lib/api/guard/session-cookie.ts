/** Is the public address https? Then the cookie's prefix binds it to this host and to TLS. */
export const isSecureOrigin = (): boolean => (process.env["PUBLIC_URL"] ?? "").startsWith("https://");

export const sessionCookieName = (): string => (isSecureOrigin() ? "__Host-countersign" : "countersign");

/** The value of a cookie in a request's Cookie header; undefined if it has none. */
export const cookieNamed = (cookies: string | null, name: string): string | undefined =>
  cookies
    ?.split(/; */)
    .find((cookie) => cookie.startsWith(`${name}=`))
    ?.slice(name.length + 1);
