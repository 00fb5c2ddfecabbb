import type { AnyEndpoint } from "#lib/api/contract/endpoint.ts";
import type { Json } from "./schema.ts";

const retryAfter = { "Retry-After": { description: "Seconds to wait.", schema: { type: "integer" } } };

/** Every status a problem may have; `change` for those that only what changes something has. */
const PROBLEMS: Readonly<
  Record<number, { name: string; description: string; change?: true; headers?: Json }>
> = {
  400: {
    name: "Malformed",
    description: "The request is not what the operation takes; `issues` name each field.",
  },
  401: {
    name: "Unauthenticated",
    description: "Nobody signed in, and no token that is valid.",
    headers: { "WWW-Authenticate": { description: "How to show who asks.", schema: { type: "string" } } },
  },
  403: { name: "Forbidden", description: "The caller may not do this." },
  404: { name: "NotFound", description: "There is nothing here that the caller may see." },
  409: { name: "Conflict", description: "What this would change has changed, or is there already." },
  410: { name: "Gone", description: "What this was for is over." },
  413: { name: "TooLarge", description: "The body, or what is asked for, is larger than its limit." },
  415: {
    name: "WrongMediaType",
    description: "The body is not of the type this operation takes.",
    change: true,
  },
  422: { name: "Illegal", description: "Well-formed, but against the rules as things stand." },
  429: {
    name: "Throttled",
    description: "Too many tries; `Retry-After` says how long to wait.",
    change: true,
    headers: retryAfter,
  },
  500: { name: "Failed", description: "A fault of ours, known to the operator by its request id." },
  503: {
    name: "Unavailable",
    description: "The database cannot be reached; the same request again is safe.",
    headers: retryAfter,
  },
};

const STATUSES = Object.keys(PROBLEMS).map(Number);
const LOOKING = STATUSES.filter((status) => !PROBLEMS[status]!.change);

/** The problems an endpoint may answer, by status: its own, or those of what changes or looks at something. */
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
