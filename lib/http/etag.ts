/** An entity tag as RFC 9110 writes it (8.8.3): what is quoted may hold a comma. */
const ENTITY_TAG = /(?:W\/)?("[^"]*")/g;

/**
 * Does `If-None-Match` name this answer? By weak comparison (RFC 9110 13.1.2): a proxy that compresses makes a strong tag
 * weak on the way. `*` names whatever there is.
 */
export function isNoneMatch(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === "*") return true;
  const opaque = etag.replace(/^W\//, "");
  return [...ifNoneMatch.matchAll(ENTITY_TAG)].some(([, tag]) => tag === opaque);
}
