import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
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

const PAGES: Readonly<Record<string, string>> = {
  home: "/",
  models: "/models",
  "models-none-found": "/models?q=nothing-is-called-this",
  "new-model": "/new-model",
  model: "/models/flight-delay",
  "register-version": "/models/flight-delay/register",
  version: "/models/flight-delay/versions/2",
  "edit-card": "/models/flight-delay/versions/2/card",
  artifacts: "/models/flight-delay/versions/2?tab=artifacts",
  compare: "/models/flight-delay/versions/3?with=2",
  releases: "/releases",
  "releases-none-found": "/releases?state=expired",
  "new-release": "/releases/new?model=flight-delay&version=2",
  release: "/releases/2",
  "release-evaluation": "/releases/2?tab=evaluation",
  "release-history": "/releases/2?tab=history",
  "edit-release": "/releases/4/edit",
  rollouts: "/rollouts",
  rollout: "/releases/2/rollout",
  incidents: "/incidents",
  "incidents-none-found": "/incidents?q=nothing+like+this",
  incident: "/incidents/1",
  policy: "/policy",
  "propose-policy": "/policy/propose",
  search: "/search?q=flight-delay+v2",
  "search-none-found": "/search?q=nothing+like+this",
  audit: "/audit",
  "audit-none-found": "/audit?action=incident.closed",
  "audit-event": "/audit/20",
  people: "/people",
  "people-none-found": "/people?state=disabled&q=nothing+like+this",
  functions: "/functions",
  settings: "/settings",
  account: "/account",
  "not-found": "/releases/999999",
};

/** Two opposite looks include every colour and every layout: axe checks those. */
const LOOKS = [
  { theme: "light", width: 1440, searched: true },
  { theme: "dark", width: 360, searched: true },
  { theme: "dark", width: 1440, searched: false },
  { theme: "light", width: 360, searched: false },
] as const;
const ALONE = [LOOKS[0], { ...LOOKS[1], searched: false }] as const;
type Look = (typeof LOOKS | typeof ALONE)[number];
/**
 * Sees every page in every look. The others see each page in one look, alternately light and wide or dark and narrow;
 * so axe checks each page two or three more times.
 */
const SEES_ALL = "release-manager";

/** SHOTS=1 keeps what each page looked like. */
const SHOOTS = process.env["SHOTS"] === "1";
const shots = join(import.meta.dirname, "../test-results/pages");

test("the sign-in page", async ({ page }) => {
  await page.goto("/sign-in");
  await inspect(page, "nobody", "sign-in", LOOKS);
});

for (const [role, name] of Object.entries(ROLES)) {
  test(`every page as ${role}`, async ({ page }) => {
    test.setTimeout(300_000);
    const complaints = listen(page);
    await signIn(page, name);
    const turn = Object.keys(ROLES).indexOf(role);
    for (const [at, [title, path]] of Object.entries(PAGES).entries()) {
      const response = await page.goto(path);
      expect(response?.status(), `${role} ${path}`).toBeLessThan(500);
      await inspect(page, role, title, role === SEES_ALL ? LOOKS : [ALONE[(at + turn) % 2]!]);
    }
    expect(complaints()).toEqual([]);
  });
}

/** No axe violation, nothing wider than the window, in each look. */
async function inspect(page: Page, role: string, title: string, looks: readonly Look[]): Promise<void> {
  await mkdir(shots, { recursive: true });
  for (const { theme, width, searched } of looks) {
    await page.emulateMedia({ colorScheme: theme });
    await page.setViewportSize({ width, height: 900 });
    const where = `${title} as ${role}, ${theme}, ${width} px`;
    // A chart resizes a moment after its container.
    await expect.poll(() => overflow(page), `${where} is wider than the window`).toBeLessThanOrEqual(0);
    // What was streamed in is shown a moment after the document is complete.
    await expect(page.locator("h1"), where).toBeAttached();
    await page.evaluate(settled);
    if (searched) expect(await violations(page), where).toEqual([]);
    if (SHOOTS)
      await page.screenshot({ path: join(shots, `${title}-${role}-${theme}-${width}.png`), fullPage: true });
  }
}

/** In the page: waits for what ends by itself, as colours do that change with the theme. */
const settled = (): Promise<unknown> =>
  Promise.allSettled(
    document
      .getAnimations()
      .filter(({ effect }) => effect?.getTiming().iterations !== Number.POSITIVE_INFINITY)
      .map(({ finished }) => finished),
  );

const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

/** What axe finds, by rule and place. */
async function violations(page: Page): Promise<string[]> {
  const found = await new AxeBuilder({ page }).analyze();
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

/** The console's messages, except the expected 404 answers. */
function listen(page: Page): () => string[] {
  const said: string[] = [];
  page.on("pageerror", (error) => said.push(`${page.url()}: ${error.message}`));
  page.on("console", (message) => {
    const expected = message.text().includes("404") && page.url().endsWith("/releases/999999");
    if (message.type() === "error" && !expected) said.push(`${page.url()}: ${message.text()}`);
  });
  return () => said;
}

test("the demonstration has a person of every role", async () => {
  const { people } = await demonstration();
  for (const name of Object.values(ROLES)) expect(people.map((person) => person.name)).toContain(name);
});
