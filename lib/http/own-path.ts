/** The page the reader wanted: a path of this site, or home; never another site's address. */
export const ownPath = (next: string | string[] | undefined): string =>
  typeof next === "string" && /^\/(?![/\\])[^\\\s]*$/.test(next) ? next : "/";
