import { expect, test } from "@playwright/test";
import { violations } from "../looks.ts";
import { signIn } from "../people.ts";
import { untilHeard } from "../until-heard.ts";

/** The numbers refer to docs/security.md. */

test("12: a session ended on the account page is over at once, by keyboard alone", async ({
  browser,
  page,
}) => {
  const other = await browser.newContext();
  const elsewhere = await other.newPage();
  await signIn(elsewhere, "Lena Voss");
  await signIn(page, "Lena Voss");
  const item = page.getByRole("menuitem", { name: "Your account" });
  await untilHeard(
    () => page.getByRole("button", { name: /Lena Voss/ }).press("Enter"),
    () => expect(item).toBeVisible({ timeout: 2000 }),
  );
  await item.press("Enter");
  await expect(page).toHaveURL(/\/account$/);
  const sessions = page.getByRole("region", { name: "Sessions" });
  await expect(sessions.getByText("This one")).toHaveCount(1);
  await sessions.getByRole("button", { name: "End all other sessions" }).press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("everywhere but here");
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole("button", { name: "End all other sessions" }).press("Enter");
  await expect(sessions.getByRole("row")).toHaveCount(2);
  await elsewhere.goto("/models");
  await expect(elsewhere).toHaveURL(/\/sign-in/);
  await page.goto("/models");
  await expect(page).toHaveURL(/\/models$/);
  await other.close();
});

test("12: an admin ends one session of somebody, and only that", async ({ browser, page }) => {
  const theirs = await Promise.all([browser.newContext(), browser.newContext()]);
  const [first, second] = await Promise.all(theirs.map((context) => context.newPage()));
  await signIn(first!, "Lena Voss");
  await signIn(second!, "Lena Voss");
  await signIn(page, "Alex Kim");
  await page.goto("/people");
  await page.getByRole("link", { name: "Lena Voss" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Lena Voss");
  // The newest is first.
  await page
    .getByRole("button", { name: /^End .* at / })
    .first()
    .click();
  await page.getByRole("dialog").getByRole("button", { name: "End session" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await second!.goto("/models");
  await expect(second!).toHaveURL(/\/sign-in/);
  await first!.goto("/models");
  await expect(first!).toHaveURL(/\/models$/);
  for (const context of theirs) await context.close();
});

test("10: a wrong current password changes nothing and is shown at its field", async ({ page }) => {
  await signIn(page, "Lena Voss");
  await page.goto("/account");
  const form = page.getByRole("region", { name: "Password" });
  await form.getByLabel("Current password").fill("not the password");
  await form.getByLabel("New password", { exact: true }).fill("seven quiet lanterns");
  await form.getByLabel("New password again").fill("seven quiet lanterns");
  await form.getByRole("button", { name: "Change password" }).click();
  await expect(form.getByRole("alert")).toContainText("Wrong current password.");
  await expect(form.getByLabel("Current password")).toHaveAttribute("aria-invalid", "true");
  await signIn(page, "Lena Voss");
});
