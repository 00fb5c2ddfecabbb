import type { Answers } from "#lib/api/contract/endpoint.ts";
import { type EvaluationFailure, evaluationFailure, generalError } from "./wire.ts";

/** An answer in OFREP's format, however it is sent. */
export type OfrepAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
};

export const JSON_HEADERS = { "content-type": "application/json", "cache-control": "no-store" } as const;

export const failed = (status: number, failure: EvaluationFailure): OfrepAnswer => ({
  status,
  headers: JSON_HEADERS,
  body: JSON.stringify(failure),
});

const refusal = (status: number, headers: OfrepAnswer["headers"]): OfrepAnswer => ({
  status,
  headers,
  body: null,
});
export const unauthenticated = refusal(401, { "www-authenticate": "Bearer" });
export const forbidden = refusal(403, {});
export const tooLarge = refusal(413, { connection: "close" });
export const away = refusal(503, { "retry-after": "1" });

/** A bug, reported only by its request id. */
export const broken = (requestId: string): OfrepAnswer => ({
  status: 500,
  headers: JSON_HEADERS,
  body: JSON.stringify({
    errorDetails: `The server failed in request ${requestId}. Give the operator this id.`,
  }),
});

const type = "application/json";

/** OFREP has its own errors, not problem+json. */
export const ofrepErrors = {
  400: { description: "The flag was not evaluated: `errorCode` says why.", type, schema: evaluationFailure },
  401: {
    description: "No valid token.",
    headers: { "WWW-Authenticate": "How to authenticate." },
  },
  403: { description: "The token does not have the scope." },
  413: { description: "The body is over the limit for a context." },
  500: {
    description: "The server failed; the request id identifies the fault to the operator.",
    type,
    schema: generalError,
  },
  503: {
    description: "Assignments are not loaded yet, or the token cannot be verified.",
    headers: { "Retry-After": "Seconds to wait." },
  },
} satisfies Answers;

export const flagNotFound = {
  404: { description: "Nothing is live under this key.", type, schema: evaluationFailure },
} satisfies Answers;
