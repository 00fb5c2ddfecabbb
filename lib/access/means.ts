import type { FactorKind } from "./second-factor.ts";

/** What a person can prove their presence with, besides the password. */
export type Means = { readonly passkey: boolean; readonly code: boolean };

export const PASSWORD_ALONE: Means = { passkey: false, code: false };

export function meansIn(factors: readonly { readonly kind: FactorKind }[]): Means {
  const has = (kind: FactorKind) => factors.some((factor) => factor.kind === kind);
  return { passkey: has("webauthn"), code: has("totp") };
}
