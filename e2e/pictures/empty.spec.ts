import { expect, test } from "@playwright/test";
import { addFirstPasskey, FIRST_PASSWORD, setFirstPassword } from "../first-admin.ts";
import { inspect, LOOKS, listen } from "../looks.ts";
import { type Installation, installation } from "../start-installation.ts";

let empty: Installation;
test.beforeAll(async () => {
  empty = await installation(["--empty"]);
});
test.afterAll(() => empty?.stop());

const PAGES = [
  "/",
  "/models",
  "/new-model",
  "/releases",
  "/releases/new",
  "/rollouts",
  "/incidents",
  "/policy",
].concat([
  "/policy/propose",
  "/councils",
  "/councils/propose",
  "/envelopes",
  "/envelopes/propose",
  "/waivers",
  "/waivers/request",
  "/templates",
  "/search?q=anything",
  "/audit",
  "/people",
  "/functions",
  "/settings",
  "/settings?tab=tokens",
  "/settings?tab=mail",
  "/settings?tab=webhooks",
  "/inbox",
  "/account",
]);

test("every page of a workspace in which nothing happened yet", async ({ page }) => {
  const complaints = listen(page, () => false);
  await setFirstPassword(page, empty);
  await page.goto(`${empty.url}/sign-in`);
  await inspect(page, "empty sign-in", LOOKS);
  await page.getByLabel("Email").fill("admin@localhost.localdomain");
  await page.getByLabel("Password").fill(FIRST_PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByRole("heading", { name: "Add a second factor" }).waitFor();
  await inspect(page, "empty second-factor", LOOKS);
  await addFirstPasskey(page);
  for (const path of PAGES) {
    await page.goto(empty.url + path);
    await inspect(page, `empty ${path.replaceAll(/\W+/g, "-").replaceAll(/^-|-$/g, "") || "home"}`, LOOKS);
  }
  expect(complaints()).toEqual([]);
});
