import { expect, type Page, test } from "@playwright/test";
import { demonstration } from "./people.ts";
import { CASE_TEXTS } from "./release-texts.ts";
import { untilHeard } from "./until-heard.ts";

/**
 * The same work without a mouse: sign in, open and submit a release, sign a seat, request changes, find it in the
 * trail.
 */
test.describe.configure({ mode: "serial" });

const TABS_MAX = 150;
let release = 0;

test("a data scientist opens and submits a release", async ({ page }) => {
  await signInByKeyboard(page, "Jonas Lindqvist");
  await untilHeard(pressing(page, ["g", "r"]), () =>
    expect(page).toHaveURL(/\/releases$/, { timeout: 2000 }),
  );
  await page.goto("/releases/new?model=flight-delay&version=1");
  for (const [label, text] of Object.entries(CASE_TEXTS)) {
    await tabTo(page, label);
    await page.keyboard.type(text);
  }
  await tabTo(page, "Open and submit for review");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/releases\/\d+$/);
  release = Number(page.url().split("/").at(-1));
});

test("a reviewer approves with a, another requests changes with r", async ({ page }) => {
  await signInByKeyboard(page, "Mira Okafor");
  await page.goto(`/releases/${release}`);
  await signByKey(page, "a", "Read.");
  await expect(page.getByText("1 of 5 met")).toBeVisible();
  await signInByKeyboard(page, "Tomás Ruiz");
  await page.goto(`/releases/${release}`);
  await signByKey(page, "r", "Version 1 was live before: say why it should be again.");
  await expect(page.getByText("Changes requested").first()).toBeVisible();
});

test("the palette, the keys and the trail are reachable by keyboard alone", async ({ page }) => {
  await signInByKeyboard(page, "Sam Achebe");
  await untilHeard(pressing(page, ["?"]), () =>
    expect(page.getByRole("dialog")).toBeVisible({ timeout: 2000 }),
  );
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("audit");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/audit/);
  await untilHeard(pressing(page, ["g", "m"]), () => expect(page).toHaveURL(/\/models$/, { timeout: 2000 }));
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox").or(page.getByRole("combobox")).first()).toBeFocused();
});

async function signInByKeyboard(page: Page, name: string): Promise<void> {
  const { people, password } = await demonstration();
  await page.context().clearCookies();
  await page.goto("/sign-in");
  await tabTo(page, "Email");
  await page.keyboard.type(people.find((person) => person.name === name)!.email);
  await page.keyboard.press("Tab");
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/$/);
}

/** Opens the signing dialog by its key, fills it and signs. */
async function signByKey(page: Page, key: string, comment: string): Promise<void> {
  const { password } = await demonstration();
  await expect(page.getByRole("button", { name: /^Approve(?! with)/ })).toBeVisible();
  await page.keyboard.press(key);
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  // The dialog opens with the comment in focus.
  await expect(dialog.getByRole("textbox").first()).toBeFocused();
  await page.keyboard.type(comment);
  await tabTo(page, "Your password");
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
}

/** Presses Tab until the focused element has this name. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let tabs = 0; tabs < TABS_MAX; tabs++) {
    const named = await page.evaluate(() => {
      const focused = document.activeElement;
      const labels =
        focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement ? focused.labels : null;
      return labels?.[0]?.textContent ?? focused?.textContent ?? "";
    });
    if (named.trim().startsWith(name)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`${name} cannot be reached with the Tab key`);
}

const pressing = (page: Page, keys: readonly string[]) => async () => {
  for (const key of keys) await page.keyboard.press(key);
};
