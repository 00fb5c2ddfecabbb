import { expect, type Page, test } from "@playwright/test";
import { violations } from "./looks.ts";
import { mailedTo, setPassword } from "./mailbox.ts";
import { demonstration, signIn } from "./people.ts";
import { COMMENT, openRelease } from "./release-steps.ts";

/** How people come to sign: invited by one, granted by another, known by their own mailbox. */
test.describe.configure({ mode: "serial" });

const MARK = Date.now();
const MAJA = { name: "Maja Lindgren", email: `maja.${MARK}@skyline.example` };
const OTTO = { name: "Otto Berg", email: `otto.${MARK}@elsewhere.example` };
const PASSWORDS = ["seven quiet lanterns", "nine slow ferries at dusk"] as const;
let release = 0;

async function invite(page: Page, { name, email }: typeof MAJA, send: string): Promise<void> {
  await signIn(page, "Alex Kim");
  await page.goto("/people");
  await page.getByRole("button", { name: "Invite a person" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel("E-mail").fill(email);
  await dialog.getByLabel("Viewer", { exact: true }).uncheck();
  await dialog.getByLabel("Reviewer").check();
  await dialog.getByLabel("Your password").fill((await demonstration()).password);
  await dialog.getByRole("button", { name: send }).click();
}

async function signInAs(page: Page, { email }: typeof MAJA, password: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(/\/$/);
}

/** As Alex, on the page of this person. */
async function pageOf(page: Page, { name, email }: typeof MAJA): Promise<void> {
  await signIn(page, "Alex Kim");
  await page.goto(`/people?q=${encodeURIComponent(email)}`);
  await page.getByRole("link", { name }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
}

test("a link that is handed over is shown once, and revoked it lets nobody in", async ({ page, browser }) => {
  await invite(page, OTTO, "Make invitation link");
  const given = page.getByRole("dialog", { name: `Link for ${OTTO.name}` });
  await expect(given).toContainText("the tiers high and critical do not take it");
  const link = (await given.locator("code").textContent()) ?? "";
  await given.getByRole("button", { name: "I have it" }).click();
  await pageOf(page, OTTO);
  await expect(page.getByText(`${OTTO.name} cannot sign.`)).toBeVisible();
  await page.getByRole("button", { name: "Revoke invitation" }).click();
  await page.getByRole("dialog").getByLabel("Reason").fill("Another person of that name.");
  await page.getByRole("dialog").getByRole("button", { name: "Revoke link" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  const stranger = await (await browser.newContext()).newPage();
  await setPassword(stranger, link, "Password", PASSWORDS[0]);
  await expect(stranger.getByText("This link does not work")).toBeVisible();
  await stranger.context().close();
});

test("a link that is mailed lets its addressee join", async ({ page }) => {
  await invite(page, MAJA, "Send invitation");
  const given = page.getByRole("dialog", { name: `Link for ${MAJA.name}` });
  await expect(given).toContainText(`On its way to ${MAJA.email}.`);
  await expect(given.locator("code")).toHaveCount(0);
  await setPassword(page, await mailedTo(MAJA.email), "Password", PASSWORDS[0]);
  await expect(page.getByText("Password set.")).toBeVisible();
  await signInAs(page, MAJA, PASSWORDS[0]);
});

test("her function is proposed by an admin and confirmed by another holder", async ({ page }) => {
  const { password } = await demonstration();
  await pageOf(page, MAJA);
  await expect(page.getByText("They hold no function.").first()).toBeVisible();
  await page.getByRole("button", { name: "Propose a function" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Function").selectOption("product");
  await dialog.getByLabel("Reason").fill("Alternate for Lena Voss.");
  await dialog.getByLabel("Your password").fill(password);
  await dialog.getByRole("button", { name: "Propose function" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByRole("region", { name: "Functions" })).toContainText("Proposed");
  await signIn(page, "Dana Weiss");
  await page.goto("/functions");
  await page.getByRole("button", { name: `Confirm Product of ${MAJA.name}` }).click();
  await page.getByRole("dialog").getByLabel("Your password").fill(password);
  await page.getByRole("dialog").getByRole("button", { name: "Confirm Product" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await pageOf(page, MAJA);
  await expect(page.getByText(`${MAJA.name} may sign for Product.`)).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test("she signs, and her page leads to what she signed", async ({ page }) => {
  await signIn(page, "Jonas Lindqvist");
  release = await openRelease(page, 2);
  await page.context().clearCookies();
  await signInAs(page, MAJA, PASSWORDS[0]);
  await page.goto(`/releases/${release}`);
  await page.getByRole("button", { name: /^Approve(?! with)/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(COMMENT).fill("Read, with what the checks say.");
  await dialog.getByLabel("Your password").fill(PASSWORDS[0]);
  await dialog.getByRole("button", { name: "Sign and approve" }).click();
  await expect(dialog).toHaveCount(0);
  await pageOf(page, MAJA);
  await page
    .getByRole("region", { name: "Signatures" })
    .getByRole("link", { name: `Release ${release}` })
    .click();
  await expect(page).toHaveURL(new RegExp(`/releases/${release}$`));
});

test("a reset is mailed, too, and signs her out everywhere", async ({ page, browser }) => {
  const hers = await (await browser.newContext()).newPage();
  await signInAs(hers, MAJA, PASSWORDS[0]);
  const before = await mailedTo(MAJA.email);
  await pageOf(page, MAJA);
  await page.getByRole("button", { name: "Send a reset link" }).click();
  const dialog = page.getByRole("dialog", { name: "Send a reset link" });
  await dialog.getByLabel("Reason").fill("Forgot it.");
  await dialog.getByLabel("Your password").fill((await demonstration()).password);
  await dialog.getByRole("button", { name: "Send a reset link" }).click();
  await expect(page.getByText(`On its way to ${MAJA.email}.`)).toBeVisible();
  await expect.poll(() => mailedTo(MAJA.email), { timeout: 30_000 }).not.toBe(before);
  await setPassword(page, await mailedTo(MAJA.email), "New password", PASSWORDS[1]);
  await expect(page.getByText("Password set.")).toBeVisible();
  await hers.goto("/models");
  await expect(hers).toHaveURL(/\/sign-in/);
  await signInAs(page, MAJA, PASSWORDS[1]);
  await hers.context().close();
});
