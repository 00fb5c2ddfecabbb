import type { JWT } from "next-auth/jwt";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { sessionCookieName } from "#lib/api/guard/session-cookie.ts";
import { signInOptions } from "./sign-in-options.ts";

beforeEach(() => {
  vi.stubEnv("DATABASE_URL", "postgres://nobody@127.0.0.1:1/none");
  vi.stubEnv("SECRET", "a secret of the tests, long enough");
});
afterEach(() => vi.unstubAllEnvs());

describe("the session's cookie", () => {
  it("is bound to this host, and to TLS if the public address is https", () => {
    vi.stubEnv("PUBLIC_URL", "https://countersign.example");
    expect(sessionCookieName()).toBe("__Host-countersign");
    expect(signInOptions().cookies?.sessionToken).toEqual({
      name: "__Host-countersign",
      options: { httpOnly: true, sameSite: "lax", path: "/", secure: true },
    });
    expect(signInOptions().useSecureCookies).toBe(true);
  });

  it("has the same flags except TLS on a local machine", () => {
    vi.stubEnv("PUBLIC_URL", "http://localhost:3000");
    expect(signInOptions().cookies?.sessionToken).toMatchObject({
      name: "countersign",
      options: { httpOnly: true, sameSite: "lax", secure: false },
    });
  });

  it("identifies the session and carries no rights", async () => {
    const { callbacks, session } = signInOptions();
    const user = { id: "p", sid: "s", workspaceId: "w", roles: ["admin"], email: "a@example.com" };
    const token = await callbacks!.jwt!({ token: {} as JWT, user, account: null } as never);
    expect(token).toEqual({ sub: "p", sid: "s", workspaceId: "w" });
    const told = await callbacks!.session!({ session: { expires: "never", user }, token } as never);
    expect(told).toEqual({ expires: "never" });
    expect(session?.maxAge).toBe(12 * 3600);
  });
});

describe("where signing in leads", () => {
  const baseUrl = "https://countersign.example";
  const lead = (url: string) => signInOptions().callbacks!.redirect!({ url, baseUrl });

  it.each([
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https:evil.example",
    "https://countersign.example@evil.example",
    "https://countersign.example.evil.example",
    "https://countersign.example:8443/",
    "http://countersign.example/",
    "javascript:alert(1)",
    "data:text/html,x",
    "http://[",
    "/\t/evil.example",
    "",
  ])("is never elsewhere: %j", async (url) => {
    expect(new URL(await lead(url)).origin).toBe(baseUrl);
  });

  it("is the requested page if it is ours", async () => {
    expect(await lead("/releases/12?tab=plan")).toBe(`${baseUrl}/releases/12?tab=plan`);
  });
});

describe("a sign-in that cannot be attempted", () => {
  type Provider = { options: { authorize(given: unknown, request: unknown): Promise<unknown> } };
  const authorize = (given: unknown) =>
    (signInOptions().providers[0] as unknown as Provider).options.authorize(given, { headers: {} });

  it("reveals nothing else, not even where the database is", async () => {
    const given = { email: "ada@example.com", password: "a password of the tests" };
    await expect(authorize(given)).rejects.toThrow(/^unavailable:5$/);
  });

  it.each([
    ["nothing", undefined],
    ["no password", { email: "ada@example.com" }],
    ["a list", { email: ["ada@example.com"], password: "x" }],
    ["a password without end", { email: "ada@example.com", password: "x".repeat(257) }],
  ])("with %s is nobody's", async (_, given) => {
    expect(await authorize(given)).toBeNull();
  });
});
