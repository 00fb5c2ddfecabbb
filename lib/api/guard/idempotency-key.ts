import type { ApiContext } from "#lib/api/contract/endpoint.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";

export const IDEMPOTENCY_KEY = /^[!-~]{1,200}$/;

export function idempotencyKey(context: ApiContext): Result<string | undefined, Refusal> {
  const key = context.req.header("idempotency-key");
  if (key === undefined || IDEMPOTENCY_KEY.test(key)) return ok(key);
  return refuse(
    "invalid",
    "idempotency-key-malformed",
    "An Idempotency-Key has 1 to 200 visible ASCII characters.",
  );
}
