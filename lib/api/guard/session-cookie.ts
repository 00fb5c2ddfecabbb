/** Is the public address https? Then the cookie's prefix binds it to this host and to TLS. */
export const isSecureOrigin = (): boolean => (process.env["PUBLIC_URL"] ?? "").startsWith("https://");

export const sessionCookieName = (): string => (isSecureOrigin() ? "__Host-countersign" : "countersign");
