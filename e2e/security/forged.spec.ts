import { expect, type Page, test } from "@playwright/test";
import { address } from "../its-installation.ts";
import { demonstration, signIn } from "../people.ts";
import { raw } from "../raw-request.ts";
import { cookieOf, credentials } from "../raw-sign-in.ts";

/** The numbers refer to docs/security.md. */

test("3, 4: a form on another site changes nothing with the reader's cookie", async ({ page }) => {
  await signIn(page, "Alex Kim");
  const cookie = await cookieOf(page);
  const body = '{"name":"x","scopes":["registry:read"],"expiresInDays":1}';
  const post = (headers: Record<string, string>) =>
    raw("/api/v1/tokens", { method: "POST", headers: { cookie, ...headers }, body });
  const json = { "content-type": "application/json" };
  for (const origin of [
    "null",
    "https://evil.example",
    "http://localhost:1",
    `${address().origin}.evil.example`,
    "http://[",
    "file://",
  ]) {
    const answer = await post({ ...json, origin });
    expect(answer.status, origin).toBe(403);
    expect(answer.text).toContain("foreign-origin");
  }
  expect((await post(json)).status).toBe(403);
  const ours = { origin: address().origin };
  expect((await post({ ...ours, "content-type": "text/plain" })).status).toBe(415);
  expect((await post({ ...ours, "content-type": "application/x-www-form-urlencoded" })).status).toBe(415);
  expect((await post({ ...ours, ...json, "sec-fetch-site": "cross-site" })).status).toBe(403);
});

test("14, 13: a stranger and a wrong password get the same answer; guessing is throttled by account", async () => {
  const { people } = await demonstration();
  const known = people.find(({ name }) => name === "Sam Achebe")!.email;
  const answers = await Promise.all([
    credentials(known, "wrong password"),
    credentials("nobody.at.all@example.com", "wrong password"),
  ]);
  expect(answers[0].status).toBe(answers[1].status);
  expect(answers[0].text.replaceAll(known, "")).toBe(answers[1].text);
  expect(answers[0].text).toContain("wrong-credentials");
  const told: string[] = [];
  for (let i = 0; i < 7; i++) told.push((await credentials("guessed.at@example.com", `guess ${i}`)).text);
  expect(told.at(-1)).toContain("too-many-tries");
});

test("20: signing in and out redirects only to this site", async ({ page }) => {
  const { people, password } = await demonstration();
  const { email } = people.find(({ name }) => name === "Viktor Hale")!;
  const home = address().origin;
  for (const callbackUrl of [
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "https:evil.example",
    "\\\\evil.example",
    `${home}@evil.example/`,
    `${home}.evil.example`,
    "javascript:alert(1)",
    "data:text/html,x",
    "%2f%2fevil.example",
    "/%09/evil.example",
  ]) {
    const { text, headers } = await credentials(email, password, { callbackUrl });
    const { url } = JSON.parse(text) as { url: string };
    expect(new URL(url, home).origin, callbackUrl).toBe(home);
    for (const set of headers["set-cookie"] ?? [])
      if (set.includes("callback-url"))
        expect(new URL(decodeURIComponent(set.split(";")[0]!.split("=")[1]!), home).origin).toBe(home);
  }
  for (const next of [
    "//evil.example",
    "https://evil.example",
    "/\\evil.example",
    "/%09//evil.example",
    "javascript:alert(1)",
  ]) {
    await page.context().clearCookies();
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
    await page.getByLabel("Email").fill(email);
    await page.getByLabel("Password").fill(password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
    expect(new URL(page.url()).origin, next).toBe(home);
  }
});

test("each tab opens the page it was asked for, also after a wrong password", async ({ context }) => {
  const { people, password } = await demonstration();
  const { email } = people.find(({ name }) => name === "Viktor Hale")!;
  const wanted = ["/models/flight-delay/versions/2?tab=artifacts", "/models/flight-delay/versions/3?with=2"];
  const tabs = await Promise.all(wanted.map(() => context.newPage()));
  for (const [i, tab] of tabs.entries()) await tab.goto(wanted[i]!);
  const [first, second] = tabs as [Page, Page];
  for (const given of ["a wrong password", password]) {
    await first.getByLabel("Email").fill(email);
    await first.getByLabel("Password").fill(given);
    await first.getByRole("button", { name: "Sign in" }).click();
    if (given !== password) await expect(first.getByRole("alert").first()).toBeVisible();
  }
  await first.waitForURL(wanted[0]!);
  await expect(first.getByRole("heading", { name: "Artifacts" })).toBeVisible();
  await second.reload();
  await second.waitForURL(wanted[1]!);
  await expect(second.getByRole("heading", { name: /^Files of v3 against v2/ })).toBeVisible();
});

test("21: known attacks on sign-in libraries are refused", async () => {
  for (const authorization of ["Bearer %E0%A4%A", "Bearer %", "Basic %%%", "Bearer"])
    for (const path of ["/api/v1/models", "/api/auth/session", "/models"]) {
      const { status } = await raw(path, { headers: { authorization } });
      expect(status, `${path} ${authorization}`).toBeLessThan(500);
      if (path.startsWith("/api/v1")) expect(status).toBe(401);
    }
  const { people, password } = await demonstration();
  const { email } = people.find(({ name }) => name === "Viktor Hale")!;
  for (const twin of [
    email.replace("@", "\uff20"),
    `"${email}"`,
    `${email}\u200b`,
    email.replace("a", "\u0430"),
  ])
    expect((await credentials(twin, password)).text, twin).toContain("wrong-credentials");
});
