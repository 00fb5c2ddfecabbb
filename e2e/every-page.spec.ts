import { expect, test } from "@playwright/test";
import { inspect, LOOKS, listen } from "./looks.ts";
import { PAGES } from "./pages.ts";
import { demonstration, signIn } from "./people.ts";

/** One person of each role. */
const ROLES: Readonly<Record<string, string>> = {
  "data-scientist": "Jonas Lindqvist",
  reviewer: "Mira Okafor",
  "release-manager": "Ines Prado",
  auditor: "Sam Achebe",
  admin: "Alex Kim",
  viewer: "Viktor Hale",
};

const ALONE = [LOOKS[0], { ...LOOKS[1], searched: false }] as const;
/**
 * Sees every page in every look. The others see each page in one look, alternately light and wide or dark and narrow;
 * so axe checks each page two or three more times.
 */
const SEES_ALL = "release-manager";

test("the sign-in page", async ({ page }) => {
  await page.goto("/sign-in");
  await inspect(page, "sign-in as nobody", LOOKS);
});

for (const [role, name] of Object.entries(ROLES)) {
  test(`every page as ${role}`, async ({ page }) => {
    test.setTimeout(300_000);
    const complaints = listen(
      page,
      (text) => text.includes("404") && page.url().endsWith(PAGES["not-found"]!),
    );
    await signIn(page, name);
    const turn = Object.keys(ROLES).indexOf(role);
    for (const [at, [title, path]] of Object.entries(PAGES).entries()) {
      const response = await page.goto(path);
      expect(response?.status(), `${role} ${path}`).toBeLessThan(500);
      await inspect(page, `${title} as ${role}`, role === SEES_ALL ? LOOKS : [ALONE[(at + turn) % 2]!]);
    }
    expect(complaints()).toEqual([]);
  });
}

test("the demonstration has a person of every role", async () => {
  const { people } = await demonstration();
  for (const name of Object.values(ROLES)) expect(people.map((person) => person.name)).toContain(name);
});
