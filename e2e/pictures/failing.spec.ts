import { expect, type Page, test } from "@playwright/test";
import { inspect, LOOKS } from "../looks.ts";
import { signIn } from "../people.ts";
import { writeCase } from "../release-texts.ts";

/** What becomes of a request to the API. */
const FAILURES: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  "server-error": (page) =>
    page.route("**/api/v1/**", (route) =>
      route.fulfill({
        status: 500,
        contentType: "application/problem+json",
        json: { type: "about:blank", title: "Something failed here.", status: 500, code: "internal-error" },
      }),
    ),
  unreachable: (page) => page.route("**/api/v1/**", (route) => route.abort("connectionrefused")),
  "expired-session": (page) => page.context().clearCookies(),
};

/** Pages that send something, up to the moment at which they do. */
const ACTS: Readonly<Record<string, { who: string; path: string; act: (page: Page) => Promise<unknown> }>> = {
  "new-release": {
    who: "Jonas Lindqvist",
    path: "/releases/new?model=flight-delay&version=2",
    act: async (page) => {
      await writeCase(page);
      await page.getByLabel("Version", { exact: true }).selectOption({ index: 2 });
      await page.getByRole("button", { name: "Save as draft" }).click();
    },
  },
  "new-model": {
    who: "Jonas Lindqvist",
    path: "/new-model",
    act: async (page) => {
      for (const field of await page
        .getByRole("main")
        .locator("input[type=text], input:not([type]), textarea")
        .all())
        await field.fill("gate-cost");
      await page.getByRole("main").locator("button[type=submit]").click();
    },
  },
  invite: {
    who: "Alex Kim",
    path: "/people",
    act: async (page) => {
      await page.getByRole("button", { name: "Invite a person" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel("Name").fill("Nora Vey");
      await dialog.getByLabel("E-mail").fill("nora@skyline.example");
      await dialog.getByLabel("Your password").fill("not the password");
      await dialog.locator("button[type=submit]").click();
    },
  },
  search: {
    who: "Sam Achebe",
    path: "/",
    act: async (page) => {
      await page.keyboard.press("ControlOrMeta+k");
      await page.getByRole("combobox").fill("v2");
    },
  },
};

for (const [failure, fail] of Object.entries(FAILURES))
  for (const [title, { who, path, act }] of Object.entries(ACTS))
    test(`${title} with ${failure}`, async ({ page }) => {
      const crashes: string[] = [];
      page.on("pageerror", (error) => crashes.push(error.message));
      await signIn(page, who);
      await page.goto(path);
      await page.waitForLoadState("networkidle");
      await fail(page);
      await act(page);
      await expect(
        page
          .getByRole("alert")
          .or(page.getByRole("dialog", { name: "Sign in again" }))
          .first(),
      ).toBeVisible();
      await inspect(page, `failing ${title} ${failure}`, LOOKS);
      expect(crashes).toEqual([]);
    });

test("whoever may not see a page is told why", async ({ page }) => {
  await signIn(page, "Viktor Hale");
  for (const path of ["/releases/new", "/new-model", "/audit", "/people", "/settings?tab=tokens"]) {
    await page.goto(path);
    await inspect(page, `failing refused ${path.replaceAll(/\W+/g, "-")}`, LOOKS);
  }
});
