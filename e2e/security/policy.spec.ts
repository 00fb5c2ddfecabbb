import { expect, type Page, test } from "@playwright/test";
import { demonstration, signIn } from "../people.ts";

/** Approves or rejects the proposed policy, giving the password again. */
async function sayAs(
  page: Page,
  name: string,
  verdict: "Approve" | "Reject",
  comment?: string,
): Promise<void> {
  const { password } = await demonstration();
  await signIn(page, name);
  await page.goto("/policy");
  await page.getByRole("button", { name: new RegExp(`^${verdict}`) }).click();
  const dialog = page.getByRole("dialog");
  if (comment) await dialog.getByLabel("Why").fill(comment);
  await dialog.getByLabel("Your password").fill(password);
  await dialog.getByRole("button", { name: `Sign and ${verdict.toLowerCase()}` }).click();
  await expect(dialog).toHaveCount(0);
}

/** Proposes another title, which changes nothing for any release. */
async function proposeAs(page: Page, name: string, title: string): Promise<void> {
  await signIn(page, name);
  await page.goto("/policy/propose");
  await page.getByLabel("Title").fill(title);
  await page.getByLabel("Why").fill("The council has a new name.");
  await page.getByRole("button", { name: /^Propose policy/ }).click();
  await expect(page.getByRole("heading", { name: /^Proposed: policy \d+$/ })).toBeVisible();
}

test.describe.configure({ mode: "serial" });

test("27: a policy changes by the signatures it requires, not by the admin who proposes it", async ({
  page,
}) => {
  const title = `Sign-off of models ${Date.now()}`;
  await proposeAs(page, "Alex Kim", title);
  await expect(page.getByRole("button", { name: /^Approve/ })).toHaveCount(0);
  await expect(page.getByRole("region", { name: "Cannot sign" })).toContainText("Alex Kim: proposed it");
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText(title);
  await signIn(page, "Mira Okafor");
  await expect(page.getByRole("region", { name: "Waiting for you" })).toContainText(
    "Security seat, proposed by",
  );
  await sayAs(page, "Mira Okafor", "Approve");
  await expect(page.getByText("1 of 2 met")).toBeVisible();
  await sayAs(page, "Dana Weiss", "Approve");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
});

test("27: a rejection ends the proposal, and says why", async ({ page }) => {
  await proposeAs(page, "Alex Kim", `Sign-off of models ${Date.now()}`);
  await sayAs(page, "Dana Weiss", "Reject", "The old name was clearer.");
  await expect(page.getByRole("region", { name: "Past proposals" })).toContainText(
    "The old name was clearer.",
  );
  await expect(page.getByRole("heading", { name: /^Proposed: policy/ })).toHaveCount(0);
});
