/** What Next hands a page: each parameter once, several times, or not at all. */
export type SearchParams = Promise<Readonly<Record<string, string | string[] | undefined>>>;

/** The parameters of these names, the first of each, without empty ones: ready for a query's input. */
export async function readParams<Name extends string>(
  search: SearchParams,
  names: readonly Name[],
): Promise<Partial<Record<Name, string>>> {
  const params = await search;
  const found: Partial<Record<Name, string>> = {};
  for (const name of names) {
    const value = params[name];
    const first = Array.isArray(value) ? value[0] : value;
    if (first) found[name] = first;
  }
  return found;
}

/** An address with these parameters; those undefined are left out. */
export function hrefWith(path: string, params: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) if (value) query.set(name, value);
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}
