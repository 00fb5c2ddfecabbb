import { expect, type Page, test } from "@playwright/test";
import { violations } from "./looks.ts";
import { demonstration, signIn } from "./people.ts";
import { COMMENT, openRelease } from "./release-steps.ts";

/** A provider of identities, from binding an account there to a signature through it, and to its end. */
test.describe.configure({ mode: "serial" });

const NAME = "Skyline ID";
let release = 0;

/** Logs in at the provider, and consents where it asks. */
async function logIn(provider: Page, login: string): Promise<void> {
  await provider.locator("input[name=login]").fill(login);
  await provider.locator("input[name=password]").fill("any");
  await provider.getByRole("button", { name: "Sign-in" }).click();
  const consent = provider.getByRole("button", { name: "Continue", exact: true });
  await consent.click({ timeout: 5000 }).catch(() => {});
}

test("an account is bound with a fresh proof", async ({ page }) => {
  await signIn(page, "Tomás Ruiz");
  await page.goto("/account");
  await page.getByRole("button", { name: "Bind your account" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Your password").fill((await demonstration()).password);
  await dialog.getByRole("button", { name: `Continue to ${NAME}` }).click();
  await logIn(page, "tomas");
  await expect(page).toHaveURL(/\/account\?bound=1/);
  const section = page.getByRole("region", { name: `Sign-in with ${NAME}` });
  await expect(section.getByRole("status")).toContainText(`You can now sign in with ${NAME}.`);
  expect(await violations(page)).toEqual([]);
});

test("it signs its holder in, and nobody else's", async ({ page, browser }) => {
  await page.goto("/sign-in");
  await page.getByRole("button", { name: `Continue with ${NAME}` }).click();
  await logIn(page, "tomas");
  await expect(page.getByRole("button", { name: /Tomás Ruiz/ })).toBeVisible();
  const other = await (await browser.newContext()).newPage();
  await other.goto("/sign-in");
  await other.getByRole("button", { name: `Continue with ${NAME}` }).click();
  await logIn(other, "lena");
  await expect(other.getByText("No one here is bound to this account.")).toBeVisible();
  await other.context().close();
});

test("a release is signed through it, in a window of its own", async ({ page }) => {
  await signIn(page, "Jonas Lindqvist");
  release = await openRelease(page, 2);
  await signIn(page, "Tomás Ruiz");
  await page.goto(`/releases/${release}`);
  await page.getByRole("button", { name: /^Approve(?! with)/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(COMMENT).fill("Read, with what the checks say.");
  await expect(dialog).toContainText(`${NAME} opens in a window of its own`);
  const opened = page.waitForEvent("popup");
  await dialog.getByRole("button", { name: "Sign and approve" }).click();
  const provider = await opened;
  await Promise.all([provider.waitForEvent("close"), logIn(provider, "tomas").catch(() => {})]);
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole("region", { name: "Seats" })).toContainText("Tomás Ruiz");
});

test("a session that ended goes on in place through it", async ({ page }) => {
  await signIn(page, "Tomás Ruiz");
  await page.goto("/account");
  await page.context().clearCookies();
  const form = page.getByRole("region", { name: "Password" });
  await form.getByLabel("Current password").fill("not the password");
  await form.getByLabel("New password", { exact: true }).fill("seven quiet lanterns");
  await form.getByLabel("New password again").fill("seven quiet lanterns");
  await form.getByRole("button", { name: "Change password" }).click();
  const dialog = page.getByRole("dialog", { name: "Sign in again" });
  const opened = page.waitForEvent("popup");
  await dialog.getByRole("button", { name: `Continue with ${NAME}` }).click();
  const provider = await opened;
  await Promise.all([provider.waitForEvent("close"), logIn(provider, "tomas").catch(() => {})]);
  await expect(dialog).toHaveCount(0);
  await expect(form.getByRole("alert")).toContainText("Wrong current password.");
});

test("an admin unbinds it for a reason, and it signs nobody in any more", async ({ page }) => {
  await signIn(page, "Alex Kim");
  await page.goto("/people?q=tomas");
  await page.getByRole("link", { name: "Tomás Ruiz" }).click();
  await page.getByRole("button", { name: /^Unbind/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Reason").fill("The account was taken over.");
  await dialog.getByLabel("Your password").fill((await demonstration()).password);
  await dialog.getByRole("button", { name: "Unbind account" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole("region", { name: "Accounts at providers" })).toHaveCount(0);
  await page.context().clearCookies();
  await page.goto("/sign-in");
  await page.getByRole("button", { name: `Continue with ${NAME}` }).click();
  await logIn(page, "tomas");
  await expect(page.getByText("No one here is bound to this account.")).toBeVisible();
});
