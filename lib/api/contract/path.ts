/**
 * The path of a row: `/releases/{release}`, `/log/proof/{event}.tlog-proof`, and `{path+}` at the end for everything
 * that follows, slashes included.
 */
const PARAMETER = /\{(\w+)(\+?)\}/g;

/** `/releases/{release}/verdicts` → ["release"] */
export const pathParameters = (path: string): string[] =>
  [...path.matchAll(PARAMETER)].map(([, name]) => name!);

/** Whether a path has parameters, and so matches many addresses. */
export const isPattern = (path: string): boolean => path.includes("{");

/** In Hono's syntax: `/releases/:release`. What follows a parameter in its segment becomes part of the match. */
export const honoPath = (path: string): string => path.split("/").map(honoSegment).join("/");

function honoSegment(segment: string): string {
  const [, name, greedy, ending] = /^\{(\w+)(\+?)\}(.*)$/.exec(segment) ?? [];
  if (name === undefined) return segment;
  if (greedy) return `:${name}{.+}`;
  return ending ? `:${name}{[^/]+${ending.replaceAll(".", "\\.")}}` : `:${name}`;
}

/** What follows a parameter in its segment: `.tlog-proof`. */
export const endingOf = (path: string, name: string): string =>
  path.split(`{${name}}`)[1]?.split("/", 1)[0] ?? "";

/** In OpenAPI's syntax, which has no parameter of several segments: its slashes are sent as `%2F`. */
export const documentPath = (path: string): string => path.replace(PARAMETER, "{$1}");
