import type { NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { checkCredentials, type Credentials as Given } from "#lib/access/admission/check-credentials.ts";
import { type SignedIn, signInPerson } from "#lib/access/admission/sign-in-person.ts";
import { closeSession } from "#lib/access/commands/close-session.ts";
import { SESSION_HOURS_MAX } from "#lib/access/session.ts";
import { carriedBy, isSecureOrigin, sessionCookieName } from "#lib/api/guard/session-cookie.ts";
import type { Doer } from "#lib/audit/tally.ts";
import { run } from "#lib/command/run.ts";
import { env } from "#lib/env.ts";
import { addressBlock } from "#lib/kernel/address-block.ts";
import { email as emailField } from "#lib/kernel/fields.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import type { Result } from "#lib/kernel/result.ts";
import { log } from "#lib/log.ts";
import { database } from "./database.ts";
import { knownBrowser } from "./known-browser.ts";
import { tally } from "./tally.ts";

const SYSTEM = { kind: "system", id: "sign-in", name: "Sign-in" } as const;

/**
 * Sign-in by next-auth. Its cookie carries only the id of a session stored here and read on every request, so a closed
 * session ends at once wherever its cookie is.
 */
export function signInOptions(onSignIn: (personId: string) => void = () => {}): NextAuthOptions {
  return {
    secret: env().SECRET,
    session: { strategy: "jwt", maxAge: SESSION_HOURS_MAX * 3600 },
    pages: { signIn: "/sign-in" },
    useSecureCookies: isSecureOrigin(),
    cookies: {
      sessionToken: {
        name: sessionCookieName(),
        options: { httpOnly: true, sameSite: "lax", path: "/", secure: isSecureOrigin() },
      },
    },
    providers: [
      Credentials({
        credentials: { email: { type: "email" }, password: { type: "password" } },
        authorize: async (credentials, request) => {
          const signedIn = await authorize(credentials, request?.headers ?? {});
          if (signedIn) onSignIn(signedIn.id);
          return signedIn;
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? { ...token, ...carriedBy(user as unknown as SignedIn) } : token),
      // The cookie identifies the person; their rights are read from the database.
      session: ({ session }) => ({ expires: session.expires }),
      redirect: ({ url, baseUrl }) => (sameOrigin(url, baseUrl) ? new URL(url, baseUrl).toString() : baseUrl),
    },
    events: {
      signOut: async ({ token }) => {
        const { sid, workspaceId } = token as unknown as SignedIn;
        if (sid && workspaceId)
          await run(database(), closeSession, { sessionId: sid }, { caller: { ...SYSTEM, workspaceId } });
      },
    },
  };
}

/** next-auth shows the message of any error thrown here to the reader, so only our codes may leave. */
async function authorize(
  credentials: { email?: string; password?: string } | undefined,
  headers: Record<string, unknown>,
): Promise<SignedIn | null> {
  const { email, password } = credentials ?? {};
  if (typeof email !== "string" || typeof password !== "string" || password.length > 256) return null;
  const address = String(headers["x-client-address"] ?? "unknown");
  const userAgent = String(headers["user-agent"] ?? "").slice(0, 300);
  const browser = await knownBrowser(String(headers["cookie"] ?? ""), env().SECRET);
  const signedIn = await signIn({ email, password, address, browser }, userAgent).catch((error: unknown) => {
    log.error({ err: error }, "a sign-in failed");
    return refuse("unavailable", "unavailable", "Sign-in is unavailable.", { retryAfterSeconds: 5 });
  });
  if (signedIn.ok) return signedIn.value;
  const { code, retryAfterSeconds } = signedIn.error;
  if (code !== "unavailable") log.warn({ code, address }, "a sign-in was refused");
  if (code === "not-a-member") return null;
  throw new Error(`${code}:${retryAfterSeconds ?? ""}`);
}

async function signIn(given: Given, userAgent: string): Promise<Result<SignedIn, Refusal>> {
  const checked = await checkCredentials(database(), given, new Date(), (personId, code) =>
    noteRefusedSignIn(given, personId, code),
  );
  if (!checked.ok) return checked;
  const { personId } = checked.value;
  const signedIn = await signInPerson(database(), { personId }, { address: given.address, userAgent });
  if (!signedIn.ok && signedIn.error.code === "not-a-member")
    noteRefusedSignIn(given, personId, "not-a-member");
  return signedIn;
}

/** Recorded in the account's workspace, if it has one. A typed address is stored erasable; other text is not stored. */
function noteRefusedSignIn({ email, address }: Given, personId: string | null, code: string): void {
  const doer: Doer = personId
    ? { type: "person", id: personId }
    : { type: "address", id: addressBlock(address) };
  const typed = emailField.safeParse(email);
  const tried = personId || !typed.success ? {} : { tried: typed.data };
  tally().note({ kind: "denial", workspaceId: null, doer, code, address, ...tried }, new Date());
}

function sameOrigin(url: string, baseUrl: string): boolean {
  try {
    return new URL(url, baseUrl).origin === new URL(baseUrl).origin;
  } catch {
    return false;
  }
}
