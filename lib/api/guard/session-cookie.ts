/** Is the public address https? Then the cookie is bound to this host and to TLS by its prefix. */
export const isSecureOrigin = (): boolean => (process.env["PUBLIC_URL"] ?? "").startsWith("https://");

export const sessionCookieName = (): string => (isSecureOrigin() ? "__Host-countersign" : "countersign");
