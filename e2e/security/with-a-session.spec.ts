import { expect, test } from "@playwright/test";
import { address } from "../its-installation.ts";
import { signIn } from "../people.ts";
import { raw } from "../raw-request.ts";
import { cookieOf } from "../raw-sign-in.ts";

/** The numbers refer to docs/security.md. */

test("6: an injected inline script does not run, and no two pages share a nonce", async ({ page }) => {
  const nonces = new Set<string>();
  for (let i = 0; i < 3; i++)
    nonces.add(
      /'nonce-([^']+)'/.exec(String((await raw("/sign-in")).headers["content-security-policy"]))![1]!,
    );
  expect(nonces.size).toBe(3);
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(message.text()));
  await page.route("**/sign-in", async (route) => {
    const response = await route.fetch();
    const injected = `<script>window.hacked = 1</script><img src="/none" onerror="window.hacked = 2"><script src="data:text/javascript,window.hacked=3"></script>
      <script nonce="guess">window.hacked = 4</script><a id="link" href="javascript:window.hacked=5">x</a><base href="https://evil.example/">`;
    await route.fulfill({ response, body: (await response.text()).replace("</body>", `${injected}</body>`) });
  });
  await page.goto("/sign-in");
  await page.locator("#link").evaluate((link) => (link as HTMLElement).click());
  await page.waitForTimeout(500);
  expect(await page.evaluate(() => (window as { hacked?: number }).hacked)).toBeUndefined();
  expect(await page.evaluate(() => document.baseURI)).toContain(address().host);
  expect(complaints.filter((text) => /Content Security Policy/.test(text)).length).toBeGreaterThan(3);
});

test("6: an injected style element is not applied, and the violation can be reported", async ({ page }) => {
  await page.addInitScript(() => {
    const broken: string[] = [];
    Object.assign(window, { broken });
    document.addEventListener("securitypolicyviolation", (event) => broken.push(event.effectiveDirective));
  });
  await page.route("**/sign-in", async (route) => {
    const response = await route.fetch();
    const injected = `<style>body { opacity: 0.5 }</style><style nonce="guess">body { opacity: 0.4 }</style>`;
    await route.fulfill({ response, body: (await response.text()).replace("</body>", `${injected}</body>`) });
  });
  await page.goto("/sign-in");
  expect(await page.evaluate(() => getComputedStyle(document.body).opacity)).toBe("1");
  const broken = () => page.evaluate(() => (window as unknown as { broken: string[] }).broken);
  expect(await broken()).toEqual(["style-src-elem", "style-src-elem"]);
  const { headers } = await raw("/sign-in");
  const [, to] = /report-uri (\S+);/.exec(String(headers["content-security-policy"]))!;
  const body = JSON.stringify({ "csp-report": { "effective-directive": "style-src-elem" } });
  const report = { method: "POST", body, headers: { "content-type": "application/csp-report" } };
  expect((await raw(to!, report)).status).toBe(204);
});

test("6: no page of ours needs what the policy blocks", async ({ page }) => {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (/Content Security Policy/.test(message.text())) complaints.push(`${page.url()}: ${message.text()}`);
  });
  await signIn(page, "Alex Kim");
  for (const path of [
    "/",
    "/models",
    "/models/flight-delay",
    "/releases/1",
    "/audit",
    "/settings",
    "/api/docs",
  ]) {
    await page.goto(path);
    await page.waitForTimeout(300);
    if (path === "/api/docs") continue;
    // A dialog stops the page behind it from scrolling with its own style element.
    await page.keyboard.press("ControlOrMeta+k");
    await expect(page.getByRole("dialog")).toBeVisible();
    expect(await page.evaluate(() => getComputedStyle(document.body).overflow)).toContain("hidden");
    await page.keyboard.press("Escape");
  }
  expect(complaints).toEqual([]);
});

test("8: the session's cookie is out of reach of scripts and of other sites", async ({ page }) => {
  await signIn(page, "Viktor Hale");
  const cookies = await page.context().cookies();
  const session = cookies.find(({ name }) => name.endsWith("countersign"));
  expect(session).toMatchObject({
    httpOnly: true,
    sameSite: "Lax",
    path: "/",
    secure: address().protocol === "https:",
  });
  expect(session!.expires - Date.now() / 1000).toBeLessThanOrEqual(12 * 3600 + 60);
  for (const cookie of cookies.filter(({ name }) => name !== "theme"))
    expect(cookie.httpOnly, cookie.name).toBe(true);
  expect(await page.evaluate(() => document.cookie)).not.toContain("countersign");
});

test("9: a copy of the cookie is worth nothing once its owner has signed out", async ({ page }) => {
  await signIn(page, "Viktor Hale");
  const cookie = await cookieOf(page);
  expect((await raw("/api/v1/models", { headers: { cookie } })).status).toBe(200);
  const csrf = JSON.parse((await raw("/api/auth/csrf", { headers: { cookie } })).text) as {
    csrfToken: string;
  };
  const out = await raw("/api/auth/signout", {
    method: "POST",
    headers: {
      cookie,
      origin: address().origin,
      "content-type": "application/x-www-form-urlencoded",
    },
    body: new URLSearchParams({ csrfToken: csrf.csrfToken, json: "true" }).toString(),
  });
  expect(out.status).toBeLessThan(400);
  expect((await raw("/api/v1/models", { headers: { cookie } })).status).toBe(401);
  const after = await raw("/models", { headers: { cookie } });
  expect(after.headers.location).toMatch(/^\/sign-in/);
});

test("46: no cache stores what a signed-in person sees", async ({ page }) => {
  await signIn(page, "Viktor Hale");
  const cookie = await cookieOf(page);
  for (const path of [
    "/",
    "/models",
    "/models/flight-delay",
    "/releases",
    "/api/v1/models",
    "/api/auth/session",
  ]) {
    const { headers, status } = await raw(path, { headers: { cookie } });
    expect(status, path).toBe(200);
    expect(headers["cache-control"], path).toMatch(/no-store/);
  }
});

test("31, 45: no page address, however odd, breaks the page or injects markup", async ({ page }) => {
  test.setTimeout(120_000);
  await signIn(page, "Alex Kim");
  const cookie = await cookieOf(page);
  const odd = [
    "%E0%A4%A",
    "%25E0%25A4%25A",
    "%00",
    "999999999999",
    "-1",
    "x",
    "%F0%9F%9B%AB",
    "..%2f..%2f",
    "<script>alert(1)</script>",
    "constructor",
    "__proto__",
    "a".repeat(3000),
  ];
  for (const at of [
    "/models/",
    "/models/flight-delay/versions/",
    "/releases/",
    "/audit/",
    "/incidents/",
    "/models?q=",
    "/models?cursor=",
    "/releases?state=",
    "/releases?q=",
    "/rollouts?only=",
    "/audit?action=",
    "/audit?from=",
    "/audit?cursor=",
    "/settings?tab=",
    "/releases/new?model=",
    "/models/flight-delay?at=",
  ])
    for (const value of odd) {
      const { status, text } = await raw(encodeURI(at + value).replaceAll("%25", "%"), {
        headers: { cookie },
      });
      expect(status, at + value).toBeLessThan(500);
      expect(text, at + value).not.toContain("<script>alert(1)</script>");
    }
});
