import { expect, type Page, test } from "@playwright/test";
import { demonstration, signIn } from "./people.ts";
import { COMMENT, openRelease } from "./release-steps.ts";

/**
 * A reviewer who never saw the product signs their first release, with a condition: from the home page on, in at most
 * eight actions and under two minutes, by mouse and by keyboard alone. An action is a press or a field that is filled;
 * moving the focus to it is none.
 */
test.describe.configure({ mode: "serial" });

const ACTIONS_MAX = 8;
const MINUTES_MAX = 2;
const TABS_MAX = 200;

/** Counts what a person does, and how long they take. */
function counting() {
  const beganMs = Date.now();
  const done: string[] = [];
  const act = async (what: string, how: () => Promise<void>) => {
    done.push(what);
    await how();
  };
  const held = () => {
    expect(done.length, done.join(", ")).toBeLessThanOrEqual(ACTIONS_MAX);
    expect(Date.now() - beganMs).toBeLessThan(MINUTES_MAX * 60_000);
  };
  return { act, held };
}

/** Opens a release as its author and leaves the reviewer at the home page. */
async function beginning(page: Page, reviewer: string): Promise<number> {
  await signIn(page, "Jonas Lindqvist");
  const release = await openRelease(page, 1);
  await signIn(page, reviewer);
  return release;
}

const isSigned = async (page: Page, reviewer: string) => {
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByRole("region", { name: "Seats" })).toContainText(
    `${reviewer}. Approved with 1 condition`,
  );
};

test("a newcomer signs with a condition by mouse", async ({ page }) => {
  await beginning(page, "Mira Okafor");
  const release = await beginning(page, "Mira Okafor");
  const { password } = await demonstration();
  const { act, held } = counting();
  await act("open", () => page.locator(`main a[href="/releases/${release}"]`).first().click());
  await act("approve with conditions", () =>
    page.getByRole("button", { name: /^Approve with conditions/ }).click(),
  );
  const dialog = page.getByRole("dialog");
  await act("condition", () =>
    dialog.getByLabel("Condition", { exact: true }).fill("Night flights are watched."),
  );
  await act("met when", () => dialog.getByLabel("Met when").fill("2,000 of them are labelled."));
  await act(
    "owner",
    async () => void (await dialog.getByLabel("Owner").selectOption({ label: "Jonas Lindqvist" })),
  );
  if (await dialog.getByLabel("Why approve although a check fails").count())
    await act("reason", () => dialog.getByLabel(COMMENT).fill("Version 1 was live before."));
  await act("password", () => dialog.getByLabel("Your password").fill(password));
  await act("sign", () => dialog.getByRole("button", { name: /^Sign and approve/ }).click());
  await isSigned(page, "Mira Okafor");
  held();
  // What waits next is one press away: the release that was opened before this one.
  await expect(page.getByRole("button", { name: /^Next that needs you/ })).toBeVisible();
  await page.keyboard.press("n");
  await expect(page).not.toHaveURL(new RegExp(`/releases/${release}(?![0-9])`));
  await expect(page.getByRole("main")).toBeVisible();
});

test("a newcomer signs with a condition by keyboard alone", async ({ page }) => {
  const release = await beginning(page, "Tomás Ruiz");
  const { password } = await demonstration();
  const { act, held } = counting();
  const typed = (label: RegExp, text: string) => async () => {
    await tabTo(page, label);
    await page.keyboard.type(text);
  };
  await act("open", async () => {
    await tabTo(page, new RegExp(`^/releases/${release}$`));
    await page.keyboard.press("Enter");
  });
  await expect(page).toHaveURL(new RegExp(`/releases/${release}$`));
  await expect(page.getByRole("button", { name: /^Approve with conditions/ })).toBeVisible();
  const dialog = page.getByRole("dialog");
  await act("approve with conditions", async () => {
    // The page listens once it has loaded.
    await expect(async () => {
      await page.keyboard.press("c");
      await expect(dialog).toBeVisible({ timeout: 1000 });
    }).toPass();
  });
  const over = (await dialog.getByLabel("Why approve although a check fails").count()) > 0;
  await act("condition", typed(/^Condition/, "Night flights are watched."));
  await act("met when", typed(/^Met when/, "2,000 of them are labelled."));
  await act("owner", typed(/^Owner/, "Jonas"));
  if (over) await act("reason", typed(/^Why approve/, "Version 1 was live before."));
  await act("password", typed(/^Your password/, password));
  await act("sign", () => page.keyboard.press("Enter"));
  await isSigned(page, "Tomás Ruiz");
  held();
});

/** Presses Tab until the focus is on a field with this label, or a link to this address. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let tabs = 0; tabs < TABS_MAX; tabs++) {
    const focused = await page.evaluate(() => {
      const at = document.activeElement;
      if (at instanceof HTMLAnchorElement) return at.closest("main") ? at.getAttribute("href") : null;
      return at && "labels" in at
        ? (at.labels as NodeListOf<HTMLLabelElement> | null)?.[0]?.textContent
        : null;
    });
    if (focused && name.test(focused.trim())) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`${name} cannot be reached with the Tab key`);
}
