import { expect, type Page, test } from "@playwright/test";
import { openReleases, seatCouncil } from "./council-steps.ts";
import { inspect, LOOKS } from "./looks.ts";
import { addPasskey } from "./passkey.ts";
import { demonstration, signIn } from "./people.ts";
import { COMMENT, REVIEWERS } from "./release-steps.ts";

/**
 * A chair runs a sitting of six items in the browser: the agenda, who came, one item after another, a signature with one factor
 * for each item after all were given once, one put off, and minutes that two people sign.
 */
test("a council sits over six items, signs in its sitting, and both sign its minutes", async ({
  page,
  browser,
}) => {
  test.setTimeout(300_000);
  const { password } = await demonstration();
  const council = await seatCouncil(page, `Flight council ${Date.now()}`);
  const [first] = await openReleases(page, 4);
  await signIn(page, "Dana Weiss");
  // Without a second factor, one factor would be all.
  await page.goto("/account");
  await addPasskey(page, password);
  await page.getByRole("button", { name: "I have saved them" }).click();
  await page.goto(`/councils/${council}`);
  await page.getByRole("button", { name: "Plan one for now" }).click();
  await expect(page).toHaveURL(/\/sittings\//);
  const sitting = page.url();
  await arrangeSix(page);
  for (const name of REVIEWERS) await page.getByLabel(new RegExp(`^${name},`)).check();
  await page.getByRole("button", { name: "Open the sitting" }).click();
  await page.getByRole("button", { name: "Give all factors once" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByText(/^One factor is enough for each of these until/)).toBeVisible();
  for (let nth = 1; nth <= 4; nth++) await discuss(page, nth, nth <= 2 ? password : null);
  await page.getByRole("button", { name: "Call item 5" }).click();
  await inspect(page, "a sitting in session", LOOKS);
  await page.setViewportSize({ width: 1440, height: 1000 });
  await record(page, 5);
  await putOff(page, "Its author is away.");
  await page.getByRole("button", { name: "End the sitting" }).click();
  await page.getByRole("button", { name: "Sign the minutes" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Sign", exact: true }).click();
  await expect(page.getByText("You signed these minutes.")).toBeVisible();

  const secretary = await (await browser.newContext()).newPage();
  await signIn(secretary, "Anna Novak");
  await secretary
    .getByRole("link", { name: /Minutes of sitting 1 of/ })
    .first()
    .click();
  await secretary.getByRole("button", { name: "Sign the minutes" }).click();
  await secretary.getByRole("dialog").getByLabel("Your password").fill(password);
  await secretary.getByRole("dialog").getByRole("button", { name: "Sign", exact: true }).click();
  await expect(secretary.getByText("Minutes signed").first()).toBeVisible();
  const minutes = await secretary.request.get(`/api/v1/sittings/${sitting.split("/").at(-1)}/minutes.md`);
  expect(await minutes.text()).toMatch(/6\. \[.*Put off\. Its author is away\./);
  await secretary.goto(`/releases/${first}?tab=history`);
  await expect(secretary.getByText("Heard in sitting 1 of its council")).toBeVisible();
  await expect(secretary.getByText("for Compliance, round 1, in sitting 1")).toBeVisible();
});

const agendaOf = (page: Page) => page.getByRole("region", { name: "Agenda" });
const lineOf = (page: Page, nth: number) =>
  agendaOf(page)
    .getByRole("listitem")
    .nth(nth - 1);

/** What waits is there already; a change of the policy is added, and moved by keyboard, which keeps the focus. */
async function arrangeSix(page: Page): Promise<void> {
  const agenda = agendaOf(page);
  await expect(agenda.getByRole("listitem")).toHaveCount(5);
  await agenda.getByRole("button", { name: "Add an item" }).click();
  const choosing = page.getByRole("dialog", { name: "Add to the agenda" });
  await choosing.getByLabel(/^Policy \d+/).check();
  await choosing.getByRole("button", { name: "Add 1 item" }).click();
  await expect(agenda.getByRole("listitem")).toHaveCount(6);
  const earlier = agenda.getByRole("button", { name: /^Earlier: Policy/ });
  await earlier.press("Enter");
  await expect(lineOf(page, 5)).toContainText("Policy");
  await expect(earlier).toBeFocused();
}

/** Calls an item, signs it where a password is given, and records it as it stands. */
async function discuss(page: Page, nth: number, password: string | null): Promise<void> {
  const sitting = page.url();
  await page.getByRole("button", { name: `Call item ${nth}` }).click();
  await expect(page.getByRole("button", { name: "Record the outcome" })).toBeVisible();
  if (password !== null) {
    await approveWithOneFactor(page, password);
    // Signed without leaving the sitting.
    expect(page.url()).toBe(sitting);
    await expect(lineOf(page, nth)).toContainText("Being discussed");
  }
  await record(page, nth);
}

async function record(page: Page, nth: number): Promise<void> {
  await page.getByRole("button", { name: "Record the outcome" }).click();
  await expect(lineOf(page, nth)).toContainText("Not decided");
}

async function putOff(page: Page, reason: string): Promise<void> {
  await page.getByRole("button", { name: "Put off" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Reason").fill(reason);
  await dialog.getByRole("button", { name: "Put off to the next sitting" }).click();
  await expect(agendaOf(page).getByText(reason)).toBeVisible();
}

/** Beside the item under discussion: the password alone is enough. */
async function approveWithOneFactor(page: Page, password: string): Promise<void> {
  const here = page.getByRole("region", { name: /^Sign / });
  await here.getByRole("button", { name: /^Approve(?! with)/ }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText(/^One factor is enough/)).toBeVisible();
  await dialog.getByLabel(COMMENT).fill("Read, with what the checks say.");
  await dialog.getByText("Password", { exact: true }).click();
  await dialog.getByLabel("Your password").fill(password);
  await dialog.getByRole("button", { name: "Sign and approve" }).click();
  await expect(dialog).toHaveCount(0);
}
