import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, type Page, test } from "@playwright/test";
import { virtualPasskey } from "../passkey.ts";
import { type Installation, installation } from "../start-installation.ts";

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, "../..");

/** The number refers to docs/security.md. An installation started as for an organisation's own people. */
let real: Installation;

test.beforeAll(async () => {
  test.setTimeout(480_000);
  real = await installation(["--empty"]);
});
test.afterAll(() => real?.stop());

const PASSWORD = "four quiet lanterns at noon";

/** The first admin sets a password by the link of the command that the start named: it has no terminal to show one at. */
async function setFirstPassword(page: Page): Promise<void> {
  expect(real.said).not.toContain("password:");
  const [, email] = /new-password (\S+@\S+)/.exec(real.said)!;
  const args = [
    "countersign",
    "person",
    "new-password",
    email!,
    "--reason",
    "first sign-in",
    "--data",
    real.data,
  ];
  const { stdout } = await run("npx", args, { cwd: ROOT, env: { ...process.env, PUBLIC_URL: real.url } });
  await page.goto(stdout.split("\n")[0]!);
  await page.getByLabel("New password", { exact: true }).fill(PASSWORD);
  await page.getByLabel("New password again").fill(PASSWORD);
  await page.getByRole("button", { name: "Set password" }).click();
  await expect(page.getByRole("button", { name: "Set password" })).toBeHidden();
}

async function givePassword(page: Page): Promise<void> {
  await page.goto(`${real.url}/sign-in`);
  await page.getByLabel("Email").fill("admin@localhost.localdomain");
  await page.getByLabel("Password").fill(PASSWORD);
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
  await setFirstPassword(page);
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
  await adding.getByLabel("Your password").fill(PASSWORD);
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
