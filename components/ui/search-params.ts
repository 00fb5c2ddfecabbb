/** What Next hands a page: each parameter once, several times, or not at all. */
export type SearchParams = Promise<Readonly<Record<string, string | string[] | undefined>>>;

/** The first value of each of these parameters, without empty ones: ready for a query's input. */
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
