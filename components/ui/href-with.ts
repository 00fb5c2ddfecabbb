/** An address with these parameters, without empty ones. */
export function hrefWith(path: string, params: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) if (value) query.set(name, value);
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

/** A place in a list: `cursor` is the page shown, `nextCursor` the one after it. */
type Place = { readonly cursor: string | undefined; readonly nextCursor: string | null };

export type PagerHrefs = { newerHref: string | undefined; olderHref: string | undefined };

/** The first page and the next, filters included; undefined where there is none. A page's second list has a `name` of its own. */
export function pagerHrefs(
  path: string,
  { cursor, nextCursor }: Place,
  filters: Readonly<Record<string, string | undefined>> = {},
  name = "cursor",
): PagerHrefs {
  return {
    newerHref: cursor ? hrefWith(path, filters) : undefined,
    olderHref: nextCursor ? hrefWith(path, { ...filters, [name]: nextCursor }) : undefined,
  };
}
