import type { Refusal, RefusalKind } from "#lib/kernel/refusal.ts";

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
  readonly field?: string;
  readonly issues?: readonly { readonly field: string; readonly message: string }[];
  readonly requestId: string;
};

export const statusOf = (refusal: Refusal): number => STATUS[refusal.kind];

export function problemResponse(refusal: Refusal, requestId: string, status = statusOf(refusal)): Response {
  const { code, message, todo, field, issues, retryAfterSeconds } = refusal;
  const problem: Problem = {
    type: `/api/docs#${code}`,
    title: message,
    status,
    code,
    ...(todo ? { todo } : {}),
    ...(field ? { field } : {}),
    ...(issues ? { issues } : {}),
    requestId,
  };
  const headers = new Headers({ "content-type": "application/problem+json", "cache-control": "no-store" });
  if (retryAfterSeconds !== undefined) headers.set("retry-after", String(retryAfterSeconds));
  if (status === 401) headers.set("www-authenticate", 'Bearer realm="countersign"');
  return new Response(JSON.stringify(problem), { status, headers });
}
