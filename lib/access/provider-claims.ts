import { email as emailField } from "#lib/kernel/fields.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { MINUTE_MS, SECOND_MS } from "#lib/kernel/time.ts";
import { refuseProvider } from "./provider-refusals.ts";

/** Who somebody is, as a provider of identities says in a verified `id_token`. */
export type ProviderClaims = {
  readonly issuer: string;
  /** Never given to anybody else by this issuer, as an e-mail address may be. */
  readonly subject: string;
  readonly email: string | null;
  readonly emailVerified: boolean;
  /** When the person last authenticated there, in seconds since 1970; null if the provider does not say. */
  readonly authTime: number | null;
};

/** By how much the clocks of a provider and of the database may differ. */
export const PROVIDER_CLOCK_TOLERANCE_MS = MINUTE_MS;

/**
 * Whether an account may be bound to the person with this address. The address alone never binds it: somebody who holds
 * the person's link or session asks for it, and the provider must confirm the same address.
 */
export function acceptAccount(
  { email, emailVerified }: Pick<ProviderClaims, "email" | "emailVerified">,
  address: string,
): Result<null, Refusal> {
  const parsed = emailField.safeParse(email);
  if (!parsed.success || !emailVerified) return refuseProvider("provider-email-unverified");
  return parsed.data === address ? ok(null) : refuseProvider("provider-email-differs");
}

/** Whether the person authenticated for this visit, and not at some time before it. */
export function acceptAuthTime(
  authTime: number | null,
  { startedAt, now }: { startedAt: Date; now: Date },
): Result<null, Refusal> {
  if (authTime === null) return refuseProvider("provider-auth-time-missing");
  const at = authTime * SECOND_MS;
  const fresh =
    at >= startedAt.getTime() - PROVIDER_CLOCK_TOLERANCE_MS &&
    at <= now.getTime() + PROVIDER_CLOCK_TOLERANCE_MS;
  return fresh ? ok(null) : refuseProvider("provider-auth-time-old");
}
