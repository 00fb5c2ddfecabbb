import { decode } from "next-auth/jwt";
import { callerOfSession } from "#lib/access/admission/caller-of-session.ts";
import { callerOfToken } from "#lib/access/admission/caller-of-token.ts";
import { secondFactorNeeded } from "#lib/access/second-factor.ts";
import type { Admission } from "#lib/api/contract/endpoint.ts";
import type { Database } from "#lib/db/client.ts";
import { isOwnOrigin } from "#lib/http/own-origin.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { cookieNamed, sessionCookieName } from "./session-cookie.ts";

/**
 * Identifies the caller: a service token (Bearer, or the password of Basic), or the browser's session with its
 * cookie. A cookie alone changes nothing: a mutation must come from one of our own origins. Only the few endpoints
 * that complete a session (`half`) accept one that lacks its second factor.
 */
export async function authenticate(
  request: Request,
  admission: Admission,
  now: Date,
  { half = false }: { half?: boolean } = {},
): Promise<Result<Caller, Refusal>> {
  const authorization = request.headers.get("authorization");
  if (authorization !== null) return callerOfAuthorization(authorization, admission.db, now);
  const caller = await callerOfCookies(request, admission, now);
  if (!caller) return unauthenticated;
  if (!["GET", "HEAD"].includes(request.method) && !fromOurselves(request, admission.origins))
    return refuse("forbidden", "foreign-origin", "This request did not come from Countersign's own pages.", {
      todo: "Use the pages, or send a service token.",
    });
  return caller.lacks && !half ? secondFactorNeeded(caller.lacks) : ok(caller);
}

/** The person whose session the cookie carries, from any origin. */
export async function callerOfCookies(request: Request, { db, secret }: Admission, now: Date) {
  const sessionId = await sessionOfCookies(request.headers.get("cookie"), secret);
  return sessionId ? callerOfSession(db, sessionId, now) : null;
}

/** The service behind an Authorization header. */
export async function callerOfAuthorization(
  authorization: string,
  db: Database,
  now: Date,
): Promise<Result<Caller, Refusal>> {
  const secret = secretOf(authorization);
  const caller = secret ? await callerOfToken(db, secret, now) : null;
  return caller ? ok(caller) : unauthenticated;
}

const unauthenticated = refuse(
  "unauthenticated",
  "sign-in-needed",
  "Sign in, or send a service token that is still valid.",
  {
    todo: "Sign in at /sign-in, or ask an admin for a token.",
    place: { label: "Sign in", href: "/sign-in" },
  },
);

/** The token secret in an Authorization header. */
export const secretOf = (authorization: string): string | null =>
  bearer(authorization) ?? basicPassword(authorization);

const bearer = (header: string): string | null => /^Bearer ([\w-]{1,200})$/i.exec(header)?.[1] ?? null;

function basicPassword(header: string): string | null {
  const encoded = /^Basic ([A-Za-z0-9+/=]{1,400})$/i.exec(header)?.[1];
  if (!encoded) return null;
  const text = Buffer.from(encoded, "base64").toString("utf8");
  const colon = text.indexOf(":");
  return colon < 0 ? null : text.slice(colon + 1);
}

/** The session id in the signed cookie; null for a missing, forged or expired one. */
export async function sessionOfCookies(cookies: string | null, secret: string): Promise<string | null> {
  const token = cookieNamed(cookies, sessionCookieName());
  if (!token) return null;
  const key = `${secret}\n${token}`;
  const known = opened.get(key);
  if (known && known.until > Date.now()) return known.sid;
  const payload = await decode({ token, secret }).catch(() => null);
  if (typeof payload?.["sid"] !== "string") return null;
  if (opened.size >= OPENED_MAX) opened.clear();
  opened.set(key, { sid: payload["sid"], until: Date.now() + OPENED_MS });
  return payload["sid"];
}

/**
 * Recently opened cookies: a page makes many requests at once, and each opening derives the key again. Whether the
 * session is still valid is read from the database every time.
 */
const opened = new Map<string, { sid: string; until: number }>();
const OPENED_MS = 30_000;
const OPENED_MAX = 1000;

const fromOurselves = ({ headers }: Request, origins: ReadonlySet<string>): boolean =>
  isOwnOrigin({ origin: headers.get("origin"), site: headers.get("sec-fetch-site") }, origins);
