import { encode } from "next-auth/jwt";
import { afterEach, expect, it, vi } from "vitest";
import { sessionCookieName } from "#lib/api/guard/session-cookie.ts";
import { knownBrowser, rememberBrowser } from "./known-browser.ts";

const SECRET = "a secret of the tests, long enough";
const PERSON = "0198c0de-0000-7000-8000-000000000001";
afterEach(() => vi.unstubAllEnvs());

const sent = (setCookie: string) => `other=1; ${setCookie.split(";")[0]}`;

it("remembers a browser for the person who signed in, each browser by a name of its own", async () => {
  const [one, two] = [await rememberBrowser(PERSON, SECRET), await rememberBrowser(PERSON, SECRET)];
  const known = await knownBrowser(sent(one), SECRET);
  expect(known).toEqual({ id: expect.stringMatching(/^[\da-f-]{36}$/), personId: PERSON });
  expect((await knownBrowser(sent(two), SECRET))?.id).not.toBe(known?.id);
});

it("keeps its cookie from scripts, and under https to this host", async () => {
  expect(await rememberBrowser(PERSON, SECRET)).toMatch(
    /^known-browser=\S+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=15552000$/,
  );
  vi.stubEnv("PUBLIC_URL", "https://countersign.example");
  expect(await rememberBrowser(PERSON, SECRET)).toMatch(/^__Host-known-browser=.*; Secure$/);
});

it("knows no browser by a cookie that somebody made up, or that is a session's", async () => {
  const session = await encode({ token: { sub: PERSON, browser: "b" }, secret: SECRET });
  const foreign = sent(await rememberBrowser(PERSON, "another secret, which is long enough"));
  for (const cookies of [null, "", "known-browser=x.y", `known-browser=${session}`, foreign])
    expect(await knownBrowser(cookies, SECRET)).toBeNull();
});

it.each(["http://localhost:3000", "https://countersign.example"])(
  "does not begin like the session's cookie at %s, of which the sign-in library would take it for a part",
  async (url) => {
    vi.stubEnv("PUBLIC_URL", url);
    expect((await rememberBrowser(PERSON, SECRET)).startsWith(sessionCookieName())).toBe(false);
  },
);
