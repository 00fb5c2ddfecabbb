import { expect, test } from "@playwright/test";
import { inspect, LOOKS, listen } from "../looks.ts";
import { PAGES, PARTS } from "../pages.ts";
import { signIn } from "../people.ts";

/** For whom a page is, where not for the release manager. */
const READERS: Readonly<Record<string, string>> = {
  "new-model": "Jonas Lindqvist",
  "register-version": "Jonas Lindqvist",
  "edit-card": "Jonas Lindqvist",
  "new-release": "Jonas Lindqvist",
  "edit-release": "Jonas Lindqvist",
  "propose-policy": "Alex Kim",
  people: "Alex Kim",
  "people-none-found": "Alex Kim",
  settings: "Alex Kim",
  "settings-sign-in": "Alex Kim",
  "settings-tokens": "Alex Kim",
  functions: "Mira Okafor",
  account: "Mira Okafor",
  audit: "Sam Achebe",
  "audit-none-found": "Sam Achebe",
  "audit-event": "Sam Achebe",
};

const byReader = () =>
  Map.groupBy(Object.entries({ ...PAGES, ...PARTS }), ([title]) => READERS[title] ?? "Ines Prado");

test("every page of the demonstration", async ({ page }) => {
  const complaints = listen(page, (text) => text.includes("404") && page.url().endsWith(PAGES["not-found"]!));
  for (const [reader, pages] of byReader()) {
    await signIn(page, reader);
    for (const [title, path] of pages) {
      await page.goto(path);
      await inspect(page, `full ${title}`, LOOKS);
    }
  }
  await signIn(page, "Alex Kim");
  await page.goto("/people");
  await page.getByRole("table").getByRole("link").first().click();
  await page.waitForURL(/\/people\/./);
  await inspect(page, "full person", LOOKS);
  expect(complaints()).toEqual([]);
});

test("what opens on a page", async ({ page }) => {
  await signIn(page, "Jonas Lindqvist");
  await page.goto(PAGES["new-release"]!);
  await page.getByText("How it is judged").click();
  await inspect(page, "open how-it-is-judged", LOOKS);
  await page.keyboard.press("ControlOrMeta+k");
  await page.getByRole("combobox").fill("v2");
  await page.getByRole("option").first().waitFor();
  await inspect(page, "open palette", LOOKS);
  await page.getByRole("combobox").fill("nothing like this");
  await page.getByText("No results for").waitFor();
  await inspect(page, "open palette-none-found", LOOKS);
});
