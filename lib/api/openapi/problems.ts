import type { AnyEndpoint } from "#lib/api/contract/endpoint.ts";
import type { Json } from "./field-words.ts";

const retryAfter = { "Retry-After": { description: "Seconds to wait.", schema: { type: "integer" } } };

/** Every status a problem may have; `change` for those that only mutations have. */
const PROBLEMS: Readonly<
  Record<number, { name: string; description: string; change?: true; headers?: Json }>
> = {
  400: {
    name: "Malformed",
    description: "The request does not fit the operation; `issues` names each field.",
  },
  401: {
    name: "Unauthenticated",
    description: "No session, and no valid token.",
    headers: { "WWW-Authenticate": { description: "How to authenticate.", schema: { type: "string" } } },
  },
  403: { name: "Forbidden", description: "The caller may not do this." },
  404: { name: "NotFound", description: "There is nothing here that the caller may see." },
  409: { name: "Conflict", description: "The subject has changed meanwhile, or already exists." },
  410: { name: "Gone", description: "The subject of the request has expired." },
  413: { name: "TooLarge", description: "The body or the requested content is over its limit." },
  415: {
    name: "WrongMediaType",
    description: "The body does not have the media type of this operation.",
    change: true,
  },
  422: { name: "Illegal", description: "Well-formed, but the present state or a rule forbids it." },
  429: {
    name: "Throttled",
    description: "Too many tries, or too many rows; `Retry-After` says how long to wait.",
    change: true,
    headers: retryAfter,
  },
  500: {
    name: "Failed",
    description: "The server failed; the request id identifies the fault to the operator.",
  },
  503: {
    name: "Unavailable",
    description: "The database cannot be reached; retrying the same request is safe.",
    headers: retryAfter,
  },
};

const STATUSES = Object.keys(PROBLEMS).map(Number);
const LOOKING = STATUSES.filter((status) => !PROBLEMS[status]!.change);

/** The problems an endpoint may answer, by status: its own, or those of all mutations or all reads. */
export const problemsOf = (endpoint: AnyEndpoint): Json =>
  Object.fromEntries(
    statusesOf(endpoint).map((status) => [
      status,
      { $ref: `#/components/responses/${PROBLEMS[status]!.name}` },
    ]),
  );

function statusesOf({ method, limits, problems }: AnyEndpoint): readonly number[] {
  if (problems) return problems;
  if (method !== "GET") return STATUSES;
  return limits?.exports ? [...LOOKING, 429] : LOOKING;
}

/** The problems themselves, for the document's components. */
export const problemResponses: Json = Object.fromEntries(
  Object.values(PROBLEMS).map(({ name, description, headers }) => [
    name,
    {
      description,
      ...(headers ? { headers } : {}),
      content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
    },
  ]),
);
