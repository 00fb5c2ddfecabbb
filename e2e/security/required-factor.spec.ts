import { expect, type Page, test } from "@playwright/test";
import { virtualPasskey } from "../passkey.ts";
import { type Installation, installation } from "../start-installation.ts";

/** The number refers to docs/security.md. An installation started as for an organisation's own people. */
let real: Installation;

test.beforeAll(async () => {
  test.setTimeout(480_000);
  real = await installation(["--empty"]);
});
test.afterAll(() => real?.stop());

/** Who can sign in, as the start printed it, with the first password. */
function firstAdmin(): { email: string; password: string } {
  const email = /(\S+@\S+)/.exec(real.said)?.[1];
  const password = /password: (\S+)/.exec(real.said)?.[1];
  if (!email || !password) throw new Error(`no first admin in: ${real.said}`);
  return { email, password };
}

async function givePassword(page: Page): Promise<void> {
  const { email, password } = firstAdmin();
  await page.goto(`${real.url}/sign-in`);
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

const asked = (page: Page, method: string, path: string) =>
  page.evaluate(
    async ([verb, address]) => {
      const body = verb === "GET" ? {} : { headers: { "content-type": "application/json" }, body: "{}" };
      const response = await fetch(`/api/v1${address}`, { method: verb!, ...body });
      return ((await response.json()) as { code?: string }).code ?? response.status;
    },
    [method, path],
  );

test("16: a real installation lets nobody act, sign or read with a password alone", async ({ page }) => {
  await givePassword(page);
  await expect(page.getByRole("heading", { name: "Add a second factor" })).toBeVisible();
  for (const path of ["/", "/releases", "/settings", "/account", "/audit"]) {
    await page.goto(real.url + path);
    await expect(page).toHaveURL(/\/sign-in\/second-step/);
  }
  for (const [method, path] of [
    ["GET", "/models"],
    ["GET", "/people"],
    ["POST", "/people"],
    ["POST", "/releases/1/verdicts"],
    ["POST", "/policies"],
    ["POST", "/factors/recovery-codes"],
  ] as const)
    expect(await asked(page, method, path), path).toBe("second-factor-needed");

  await virtualPasskey(page);
  await page.getByRole("button", { name: "Add a passkey" }).click();
  const adding = page.getByRole("dialog", { name: "Add a passkey" });
  await adding.getByLabel("Name").fill("Laptop");
  await adding.getByLabel("Your password").fill(firstAdmin().password);
  await adding.getByRole("button", { name: "Add passkey" }).click();
  await page.getByRole("button", { name: "I have saved them" }).click();
  await page.goto(`${real.url}/settings?tab=sign-in`);
  await expect(page.getByText("Required", { exact: true })).toBeVisible();
  expect(await asked(page, "GET", "/models")).toBe(200);

  await page.context().clearCookies();
  await givePassword(page);
  await expect(page.getByRole("heading", { name: "One more step" })).toBeVisible();
  expect(await asked(page, "GET", "/models")).toBe("second-factor-needed");
  await page.getByRole("button", { name: "Use passkey" }).click();
  await expect(page).toHaveURL(`${real.url}/`);
});
