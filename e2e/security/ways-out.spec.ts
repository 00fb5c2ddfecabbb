import { expect, test } from "@playwright/test";
import { address } from "../its-installation.ts";
import { violations } from "../looks.ts";
import { demonstration, signIn } from "../people.ts";
import { raw } from "../raw-request.ts";
import { cookieOf } from "../raw-sign-in.ts";

/** The numbers refer to docs/security.md. */

test("67: a stolen cookie sets up no webhook and no calendar feed; whoever gives the password does", async ({
  page,
}) => {
  await signIn(page, "Alex Kim");
  const headers = {
    cookie: await cookieOf(page),
    origin: address().origin,
    "content-type": "application/json",
  };
  for (const [path, body] of [
    ["webhooks", { name: "Thief", url: "https://thief.example/in", kinds: [] }],
    ["calendar-feed", {}],
  ] as const) {
    const answer = await raw(`/api/v1/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    expect([answer.status, answer.text], path).toEqual([403, expect.stringContaining("sign-in-again")]);
  }

  const { password } = await demonstration();
  const dialog = page.getByRole("dialog");
  await page.goto("/settings?tab=webhooks");
  await page.getByRole("button", { name: "New webhook" }).click();
  await dialog.getByLabel("Name").fill("Journey");
  await dialog.getByLabel("Address").fill("https://board.example/in");
  await dialog.getByLabel("Loosened freezes").check();
  await dialog.getByLabel("Your password").fill(password);
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Create webhook" }).click();
  await expect(dialog.locator("code")).toHaveText(/^whsec_/);
  await dialog.getByRole("button", { name: "I have it" }).click();
  // What only takes away asks for no password.
  await page.getByRole("button", { name: "Change Journey" }).click();
  await dialog.getByLabel("Post events").uncheck();
  await expect(dialog.getByLabel("Your password")).toHaveCount(0);
  await dialog.getByRole("button", { name: "Save webhook" }).click();
  await page.getByRole("button", { name: "Remove Journey" }).click();
  await dialog.getByRole("button", { name: "Remove webhook" }).click();
  await expect(page.getByText("Journey", { exact: true })).toHaveCount(0);

  await page.goto("/inbox");
  const feed = page.getByRole("region", { name: "Calendar feed" });
  await feed.getByRole("button", { name: /address$/ }).click();
  await dialog.getByLabel("Your password").fill(password);
  await dialog.getByRole("button", { name: /address$/ }).click();
  await expect(feed.locator("code")).toHaveText(/\/api\/v1\/calendar\/.+\.ics$/);
  await feed.getByRole("button", { name: "Revoke" }).click();
  await expect(feed.locator("code")).toHaveCount(0);
});
