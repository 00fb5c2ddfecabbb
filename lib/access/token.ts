export const TOKEN_STATES = ["active", "expired", "revoked"] as const;
export type TokenState = (typeof TOKEN_STATES)[number];

/** The present state of a service token. A revoked one stays revoked after its expiry. */
export function tokenState(token: { revokedAt: Date | null; expiresAt: Date }, now: Date): TokenState {
  if (token.revokedAt) return "revoked";
  return token.expiresAt <= now ? "expired" : "active";
}

/** What a person has to do with a token. Whatever it does, both contribute. */
export const TOKEN_PARTS = ["issued", "answers-for"] as const;
export type TokenPart = (typeof TOKEN_PARTS)[number];
