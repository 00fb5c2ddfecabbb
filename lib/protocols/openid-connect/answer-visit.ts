import { completeProof } from "#lib/access/admission/prove-by-provider.ts";
import { signInByProvider } from "#lib/access/admission/sign-in-by-provider.ts";
import { bindIdentity } from "#lib/access/commands/bind-identity.ts";
import type { ProviderClaims } from "#lib/access/provider-claims.ts";
import { refuseProvider } from "#lib/access/provider-refusals.ts";
import { sessionCookie } from "#lib/api/guard/session-cookie.ts";
import { run } from "#lib/command/run.ts";
import type { Database } from "#lib/db/client.ts";
import type { Caller, PersonCaller } from "#lib/kernel/caller.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { rememberBrowser } from "#lib/web/known-browser.ts";
import type { Visit } from "./visit.ts";

/** Where somebody goes on, with the cookies they take along. */
export type Onward = { readonly path: string; readonly cookies: readonly string[] };

export type Returning = {
  readonly db: Database;
  readonly secret: string;
  readonly claims: ProviderClaims;
  /** Whose session this browser has, if any. */
  readonly caller: PersonCaller | null;
  readonly from: { readonly address: string; readonly userAgent: string };
  readonly now: Date;
};

/** Does what the visit was for, now that the provider said who came back. */
export function answerVisit(
  { purpose, id, startedAt }: Visit,
  returning: Returning,
): Promise<Result<Onward, Refusal>> {
  switch (purpose.kind) {
    case "sign-in":
      return signIn(returning, purpose.again ? { ...purpose, next: toldAs(id, "signed-in", "1") } : purpose);
    case "join":
      return join(returning, purpose);
    case "bind":
      return bind(returning, purpose);
    case "prove":
      return prove(returning, { ...purpose, visitId: id, startedAt: new Date(startedAt) });
  }
}

async function signIn(
  { db, secret, claims: { issuer, subject }, from }: Returning,
  { next, again }: { readonly next: string; readonly again?: string | undefined },
): Promise<Result<Onward, Refusal>> {
  const signedIn = await signInByProvider(db, { issuer, subject, again }, from);
  if (!signedIn.ok) return signedIn;
  const cookies = [
    await sessionCookie(signedIn.value, secret),
    await rememberBrowser(signedIn.value.id, secret),
  ];
  return ok({ path: next, cookies });
}

type Purpose<K> = Extract<Visit["purpose"], { kind: K }>;

/** The link proves that the invitation is theirs, the provider says who they are. */
async function join(
  returning: Returning,
  { linkId, personId, workspaceId }: Purpose<"join">,
): Promise<Result<Onward, Refusal>> {
  const { db, claims, now } = returning;
  const caller: Caller = { kind: "system", id: "sign-in", name: "Sign-in", workspaceId };
  const { authTime: _, ...account } = claims;
  const bound = await run(db, bindIdentity, { link: { linkId, personId }, ...account }, { caller, now });
  return bound.ok ? signIn(returning, { next: "/" }) : bound;
}

async function bind(
  { db, claims, caller, now }: Returning,
  { sessionId, stepUpId }: Purpose<"bind">,
): Promise<Result<Onward, Refusal>> {
  if (caller?.sessionId !== sessionId) return refuseProvider("visit-of-another-session");
  const { authTime: _, ...account } = claims;
  const bound = await run(db, bindIdentity, { stepUpId, ...account }, { caller, now });
  return bound.ok ? ok({ path: "/account?bound=1#provider", cookies: [] }) : bound;
}

type Proving = Purpose<"prove"> & { visitId: string; startedAt: Date };

async function prove(
  { db, claims, caller, now }: Returning,
  { sessionId, purpose, method, visitId, startedAt }: Proving,
): Promise<Result<Onward, Refusal>> {
  if (caller?.sessionId !== sessionId) return refuseProvider("visit-of-another-session");
  const proved = await completeProof(db, caller, { purpose, method, claims, startedAt }, now);
  if (!proved.ok) return proved;
  return ok({ path: toldAs(visitId, "proof", proved.value.stepUpId), cookies: [] });
}

/** Where a window of its own tells the page that waits how the visit ended. */
const toldAs = (visit: string, outcome: "proof" | "signed-in", value: string): string =>
  `/sign-in/proof?${new URLSearchParams({ visit, [outcome]: value })}`;
