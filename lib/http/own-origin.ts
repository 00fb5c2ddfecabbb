type Claims = { readonly origin: string | null | undefined; readonly site: string | null | undefined };

/** Whether a page of ours sent a request, by what the browser says in `Origin` and `Sec-Fetch-Site`. */
export const isOwnOrigin = ({ origin, site }: Claims, origins: ReadonlySet<string>): boolean =>
  typeof origin === "string" && origins.has(origin) && (site == null || site === "same-origin");
