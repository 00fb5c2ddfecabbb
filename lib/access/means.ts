import type { FactorKind } from "./second-factor.ts";

/** What a person can prove their presence with, besides the password. */
export type Means = {
  readonly passkey: boolean;
  readonly code: boolean;
  /** The provider they are bound to, as people call it. */
  readonly provider?: string | undefined;
  /** Whether all factors were given before, in a sitting, so that one is enough. */
  readonly oneFactor?: boolean | undefined;
};

/** The same for an act that no proof of a sitting covers. */
export const allOf = (means: Means): Means => ({ ...means, oneFactor: false });

export const PASSWORD_ALONE: Means = { passkey: false, code: false };

export function meansIn(factors: readonly { readonly kind: FactorKind }[], provider?: string): Means {
  const has = (kind: FactorKind) => factors.some((factor) => factor.kind === kind);
  return { passkey: has("webauthn"), code: has("totp"), ...(provider ? { provider } : {}) };
}
