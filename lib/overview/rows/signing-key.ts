import { webhookKey } from "#lib/env.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";

/** The key that the secrets of webhooks follow from. */
export function signingKey(): Result<string, Refusal> {
  const key = webhookKey();
  return key === null
    ? refuse("unavailable", "webhooks-off", "This installation has no key to sign messages with.", {
        todo: "Ask whoever runs it to set WEBHOOK_KEY, the same for the server and the reconciler.",
      })
    : ok(key);
}
