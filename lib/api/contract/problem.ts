import { isUnavailable } from "#lib/db/transaction.ts";
import { noteUnavailable } from "#lib/db/unavailable-reason.ts";
import { type Place, type Refusal, type RefusalKind, refuse } from "#lib/kernel/refusal.ts";
import { log } from "#lib/log.ts";

const STATUS: Readonly<Record<RefusalKind, number>> = {
  unauthenticated: 401,
  forbidden: 403,
  "not-found": 404,
  invalid: 400,
  illegal: 422,
  conflict: 409,
  stale: 409,
  gone: 410,
  "too-large": 413,
  "wrong-media-type": 415,
  throttled: 429,
  unavailable: 503,
};

/** RFC 9457 problem details with our stable `code`. */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly todo?: string;
  readonly place?: Place;
  readonly field?: string;
  readonly issues?: readonly { readonly field: string; readonly message: string }[];
  readonly requestId: string;
};

export const statusOf = (refusal: Refusal): number => STATUS[refusal.kind];

export function problemResponse(refusal: Refusal, requestId: string, status = statusOf(refusal)): Response {
  const { code, message, todo, place, field, issues, retryAfterSeconds } = refusal;
  const problem: Problem = {
    type: `/api/docs#${code}`,
    title: message,
    status,
    code,
    ...(todo ? { todo } : {}),
    ...(place ? { place } : {}),
    ...(field ? { field } : {}),
    ...(issues ? { issues } : {}),
    requestId,
  };
  const headers = new Headers({ "content-type": "application/problem+json", "cache-control": "no-store" });
  if (retryAfterSeconds !== undefined) headers.set("retry-after", String(retryAfterSeconds));
  if (status === 401) headers.set("www-authenticate", 'Bearer realm="countersign"');
  return new Response(JSON.stringify(problem), { status, headers });
}

/** The problem a thrown error is answered with. It reveals no detail of a bug or of a lost database. */
export function failure(error: unknown, requestId: string): Response {
  if (isUnavailable(error)) {
    noteUnavailable(error);
    log.warn({ err: error, requestId }, "the database cannot be reached");
    return problemResponse(databaseUnavailable.error, requestId);
  }
  log.error({ err: error, requestId }, "a request failed");
  const refusal = refuse("unavailable", "internal-error", "The server failed. Nothing was changed.", {
    todo: `Give the operator this request id: ${requestId}.`,
  });
  return problemResponse(refusal.error, requestId, 500);
}

const databaseUnavailable = refuse(
  "unavailable",
  "database-unavailable",
  // If the connection broke during the commit, the change may have been made: a retry under the same key finds out
  // without repeating it.
  "The database cannot be reached. The change may or may not have been made.",
  {
    retryAfterSeconds: 5,
    todo: "Send the same request again shortly, under the same Idempotency-Key: nothing is done twice.",
  },
);
