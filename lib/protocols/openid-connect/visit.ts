import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import { cookieNamed, isSecureOrigin, ownCookie } from "#lib/api/guard/session-cookie.ts";
import { id } from "#lib/kernel/fields.ts";

/** How many seconds somebody may stay at the provider. */
export const VISIT_SECONDS_MAX = 600;

/** What somebody visits the provider for. */
const purpose = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("sign-in"),
    next: z.string(),
    /** Whose page waits for them to sign in again, in a window of its own. */
    again: id.optional(),
  }),
  z.strictObject({ kind: z.literal("join"), linkId: id, personId: id, workspaceId: id }),
  z.strictObject({ kind: z.literal("bind"), sessionId: id, stepUpId: id }),
  z.strictObject({
    kind: z.literal("prove"),
    sessionId: id,
    purpose: z.string(),
    method: z.enum(["provider", "webauthn", "totp", "recovery", "password"]),
  }),
]);
export type VisitPurpose = z.infer<typeof purpose>;

const visit = z.strictObject({
  id,
  issuer: z.string(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** By the database's clock, in milliseconds. */
  startedAt: z.number(),
  purpose,
});
/** A visit to a provider, kept sealed by the browser that makes it: whoever comes back in another has none. */
export type Visit = z.infer<typeof visit>;

const cookieName = (): string => (isSecureOrigin() ? "__Host-provider-visit" : "provider-visit");

export async function visitCookie(made: Visit, secret: string): Promise<string> {
  const sealed = await encode({ token: { made }, secret, salt: cookieName(), maxAge: VISIT_SECONDS_MAX });
  return ownCookie(cookieName(), sealed, VISIT_SECONDS_MAX);
}

/** Takes the visit out of the browser. */
export const noVisitCookie = (): string => ownCookie(cookieName(), "", 0);

/** The visit this browser makes; null for none, a forged or an expired one. */
export async function visitOf(cookies: string | null, secret: string): Promise<Visit | null> {
  const token = cookieNamed(cookies, cookieName());
  const read = token ? await decode({ token, secret, salt: cookieName() }).catch(() => null) : null;
  return visit.safeParse(read?.["made"]).data ?? null;
}
