import { expect, type Page, test } from "@playwright/test";
import { demonstration, signIn } from "./people.ts";
import { approveAs, COMMENT, openRelease } from "./release-steps.ts";
import { CASE_TEXTS } from "./release-texts.ts";

/**
 * The tour of the README again, as each role, for what the story passes over: nothing typed is lost, messages stand at
 * their field, a reviewer sees what changed, every "no" leads somewhere, and all of it fits a telephone.
 */
test.describe.configure({ mode: "serial" });

const NEW = "/releases/new?model=flight-delay&version=1";
let release = 0;

test("an author's draft survives a faulty form, another template and a reload", async ({ page }) => {
  await signIn(page, "Jonas Lindqvist");
  await page.goto(NEW);
  const why = page.getByLabel("Why now", { exact: true });
  await expect(why).toHaveValue("");
  await why.fill(CASE_TEXTS["Why now"]);
  await page.getByRole("button", { name: "Open and submit for review" }).click();
  const benefit = page.getByLabel("Expected benefit", { exact: true });
  await expect(benefit).toBeFocused();
  await expect(benefit).toHaveAccessibleDescription(/Must not be empty\./);
  await expect(why).toHaveAccessibleDescription(/^(?!.*Must not be empty)/);
  const template = page.getByLabel("Template");
  await template.selectOption({ index: 1 });
  await expect(why).toHaveValue(CASE_TEXTS["Why now"]);
  await expect(page.getByText(/^Saved/)).toBeVisible();
  await page.reload();
  await expect(why).toHaveValue(CASE_TEXTS["Why now"]);
  await expect(template).not.toHaveValue((await template.locator("option").first().getAttribute("value"))!);
  await page.getByRole("button", { name: "Discard draft" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Discard draft" }).click();
  await expect(why).toHaveValue("");
  release = await openRelease(page, 1);
});

test("a reviewer whose session ended signs in again in place and signs what was typed", async ({ page }) => {
  const { password } = await demonstration();
  await signIn(page, "Anna Novak");
  await page.goto(`/releases/${release}`);
  await page.getByRole("button", { name: /^Approve(?! with)/ }).click();
  const signing = page.getByRole("dialog", { name: "Approve for Data science" });
  await expect(signing.getByText("What happens next")).toBeVisible();
  await expect(signing.getByText("The Data science seat is met: 1 of 5.")).toBeVisible();
  await expect(signing.getByLabel(COMMENT)).toBeFocused();
  await signing.getByLabel(COMMENT).fill("Read once, kept through the end of a session.");
  await signing.getByLabel("Your password").fill(password);
  await page.context().clearCookies();
  await signing.getByRole("button", { name: "Sign and approve" }).click();
  const again = page.getByRole("dialog", { name: "Sign in again" });
  await again.getByLabel("Password").fill(password);
  await again.getByRole("button", { name: "Sign in" }).click();
  await expect(again).toHaveCount(0);
  await expect(signing).toHaveCount(0);
  await page.goto(`/releases/${release}?tab=history`);
  await expect(page.getByText("Read once, kept through the end of a session.").first()).toBeVisible();
});

test("a reviewer sees what changed since they signed, and who cannot sign", async ({ page }) => {
  await approveAs(page, "Tomás Ruiz", release);
  await signIn(page, "Jonas Lindqvist");
  await page.goto(`/releases/${release}/edit`);
  await page.getByLabel("Risk", { exact: true }).fill("An evening flight; nobody is told at night.");
  await page.getByRole("button", { name: /save|round/i }).click();
  await expect(page).toHaveURL(new RegExp(`/releases/${release}$`));
  await signIn(page, "Tomás Ruiz");
  await page.goto(`/releases/${release}`);
  const since = page.getByRole("region", { name: "Changed since you signed round 1" });
  await expect(since).toContainText(CASE_TEXTS.Risk);
  await expect(since).toContainText("nobody is told at night");
  await expect(page.getByRole("region", { name: "Cannot sign" })).toContainText("Jonas Lindqvist");
});

test("a telephone in the dark shows the release and its dialog whole", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 360, height: 780 });
  await signIn(page, "Lena Voss");
  for (const path of [NEW, "/releases/2", "/releases/2/rollout", "/api/docs", `/releases/${release}`]) {
    await page.goto(path);
    await expect(page.locator("h1")).toBeAttached();
    await expect.poll(() => overflow(page), path).toBeLessThanOrEqual(0);
  }
  await page.getByRole("button", { name: /^Approve(?! with)/ }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  expect(await overflow(page)).toBeLessThanOrEqual(0);
});

test("whoever is told no is shown where to go", async ({ page }) => {
  await signIn(page, "Viktor Hale");
  await page.goto("/releases");
  await expect(page.getByRole("button", { name: /^Open a release/ })).toHaveAccessibleDescription(
    /^Needs the role .* See your roles$/,
  );
  await page.goto("/settings");
  await page.getByRole("link", { name: "See your roles" }).click();
  await expect(page).toHaveURL(/\/account$/);
  await page.goto(`/releases/${release}`);
  await expect(page.getByRole("button", { name: "Withdraw" })).toHaveAttribute("aria-disabled", "true");
  await expect(page.getByRole("link", { name: "See your roles" }).first()).toHaveAttribute(
    "href",
    "/account",
  );
});

test("a rolled-back release asks its author what was found, and one that ended leads with how", async ({
  page,
}) => {
  await signIn(page, "Jonas Lindqvist");
  await page.goto("/releases?state=rolled-back");
  await page.getByRole("table").getByRole("link").first().click();
  await page
    .getByLabel(/What caused it|What else was found/)
    .fill("Serving read the hour on a 12-hour clock.");
  await page.getByRole("button", { name: "Record finding" }).click();
  await expect(page.getByText("Serving read the hour on a 12-hour clock.").first()).toBeVisible();
  await page.goto("/releases?state=released");
  await page.getByRole("table").getByRole("link").first().click();
  const top = async (name: string) =>
    (await page.getByRole("region", { name, exact: true }).boundingBox())!.y;
  await expect(page.getByRole("region", { name: "How it ended" })).toBeVisible();
  expect(await top("How it ended")).toBeLessThan(await top("Checks"));
});

test("an auditor filters the trail by person and time, and finds things by the words that are shown", async ({
  page,
}) => {
  await signIn(page, "Sam Achebe");
  await page.goto("/audit");
  await page.locator('select[name="person"]').selectOption({ label: "Anna Novak" });
  await expect(page).toHaveURL(/person=/);
  await expect(page.getByRole("table")).toContainText("Anna Novak");
  await page.getByLabel("Without sign-ins").check();
  await expect(page).toHaveURL(/without=sign-ins/);
  await expect(page.getByRole("table")).not.toContainText(/signed in/i);
  await page.goto("/audit?q=rolled+back");
  await expect(page.getByRole("table").getByText("rollout.rolled-back").first()).toBeVisible();
  await page.goto("/audit?to=2001-01-01T12:00:00Z");
  await expect(page.getByRole("table").getByRole("link")).toHaveCount(0);
  for (const [words, found] of Object.entries({
    v2: /flight-delay v2/,
    Anna: /Anna Novak/,
    [`release ${release}`]: /^Release/,
  })) {
    await page.goto(`/search?q=${encodeURIComponent(words)}`);
    await expect(page.getByRole("link", { name: found }).first(), words).toBeVisible();
  }
});

test("a plan says when each stage would decide, and a stage too slow is mended by a button", async ({
  page,
}) => {
  await signIn(page, "Jonas Lindqvist");
  await page.goto(NEW);
  const stage = page.getByRole("group", { name: "Stage 4: 50 %" });
  await expect(stage.getByText(/^about /)).toBeVisible();
  await stage.getByLabel("Advance within: Log-loss").fill("0.00001");
  const slow = page.getByText("50 % cannot decide in time.");
  await expect(slow).toBeVisible();
  await page
    .getByRole("button", { name: /^Accept / })
    .first()
    .click();
  await expect(slow).toHaveCount(0);
  await stage.getByLabel("At least").press("ArrowDown");
  await expect(stage.getByLabel("At most")).toBeFocused();
  await page.goto(`/releases/${release}?tab=plan`);
  await expect(page.getByRole("group", { name: "Stage 4: 50 %" }).getByText(/^about /)).toBeVisible();
});

test("what nothing answers is not said to be nothing, and can be asked again", async ({ page }) => {
  await signIn(page, "Jonas Lindqvist");
  await page.route("**/api/v1/**", (route) => route.abort("connectionrefused"));
  await page.goto(NEW);
  await expect(page.getByText("Reviewers and checks are not known now.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Save as draft" })).not.toHaveAttribute("aria-disabled");
  await page.unroute("**/api/v1/**");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("complementary").getByText("Mira Okafor")).toBeVisible();
});

test("a printed release has no frame, and says in which zone its times are", async ({ page }) => {
  await signIn(page, "Sam Achebe");
  await page.goto(`/releases/${release}`);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByText(/^Countersign\. Times without a zone are in /)).toBeVisible();
  for (const frame of [page.getByRole("link", { name: "Rollouts" }), page.getByRole("navigation")])
    await expect(frame.first()).toBeHidden();
});

test("the API's page explains a refusal at its anchor", async ({ page }) => {
  await page.goto("/api/docs#contributor-cannot-sign");
  await expect(page.locator("#contributor-cannot-sign")).toContainText(
    "Ask someone who had no part in it to sign.",
  );
  await expect(page.locator("#contributor-cannot-sign")).toBeInViewport();
});

const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
