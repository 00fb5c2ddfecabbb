export type TokenState = "active" | "expired" | "revoked";

/** What a service token is worth now. A revoked one stays revoked when its time is over. */
export function tokenState(token: { revokedAt: Date | null; expiresAt: Date }, now: Date): TokenState {
  if (token.revokedAt) return "revoked";
  return token.expiresAt <= now ? "expired" : "active";
}
