import { expect, type Page, test } from "@playwright/test";
import { addFirstPasskey, FIRST_PASSWORD, setFirstPassword } from "../first-admin.ts";
import { type Installation, installation } from "../start-installation.ts";

/** The number refers to docs/security.md. An installation started as for an organisation's own people. */
let real: Installation;

test.beforeAll(async () => {
  test.setTimeout(480_000);
  real = await installation(["--empty"]);
});
test.afterAll(() => real?.stop());

async function givePassword(page: Page): Promise<void> {
  await page.goto(`${real.url}/sign-in`);
  await page.getByLabel("Email").fill("admin@localhost.localdomain");
  await page.getByLabel("Password").fill(FIRST_PASSWORD);
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
  await setFirstPassword(page, real);
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

  await addFirstPasskey(page);
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
