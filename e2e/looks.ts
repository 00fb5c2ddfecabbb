import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import axe from "axe-core";
import { EVENTS } from "#lib/overview/events.ts";

/** Two opposite looks include every colour and every layout: axe checks those. */
export const LOOKS = [
  { theme: "light", width: 1440, searched: true },
  { theme: "dark", width: 360, searched: true },
  { theme: "dark", width: 1440, searched: false },
  { theme: "light", width: 360, searched: false },
] as const;
export type Look = {
  readonly theme: "light" | "dark";
  readonly width: number;
  readonly searched: boolean;
};

/** SHOTS=1 keeps what each page looked like. */
const SHOOTS = process.env["SHOTS"] === "1";
const shots = join(import.meta.dirname, "../test-results/pages");

/** In each look: no axe violation, nothing wider than the window, no word that only programs know. */
export async function inspect(page: Page, title: string, looks: readonly Look[]): Promise<void> {
  await mkdir(shots, { recursive: true });
  for (const { theme, width, searched } of looks) {
    await page.emulateMedia({ colorScheme: theme });
    await page.setViewportSize({ width, height: 900 });
    const where = `${title}, ${theme}, ${width} px`;
    // A chart resizes a moment after its container.
    await expect.poll(() => overflow(page), `${where} is wider than the window`).toBeLessThanOrEqual(0);
    // What was streamed in is there, hidden, a moment before it is shown.
    await expect(page.locator("h1"), where).toBeVisible();
    await page.evaluate(settled);
    if (searched) expect.soft(await violations(page), where).toEqual([]);
    if (searched) expect.soft(await rawWords(page), where).toEqual([]);
    if (SHOOTS)
      await page.screenshot({
        path: join(shots, `${title.replaceAll(" ", "-")}-${theme}-${width}.png`),
        fullPage: true,
      });
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

export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

/**
 * What axe finds, by rule and place. Every rule is run; only violations are described, which is most of its work. A page that
 * has not loaded since still has axe.
 */
export async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import("axe-core") };
    const found = await axe.run({ resultTypes: ["violations"] });
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  });
}

/** Event names and ids that are shown as text, and cells with a dash where a number could be. What is set as code may be. */
async function rawWords(page: Page): Promise<string[]> {
  const shown = await page.evaluate(() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: { text: string; cell: string | null }[] = [];
    while (texts.nextNode()) {
      const around = texts.currentNode.parentElement;
      if (!around?.checkVisibility() || around.closest("code, pre, script, style, .font-mono, option"))
        continue;
      const text = texts.currentNode.textContent ?? "";
      found.push({ text: text.trim(), cell: around.closest("td")?.textContent.trim() ?? null });
    }
    return found;
  });
  return shown.flatMap(({ text, cell }) => {
    const isRaw = ID.test(text) || Object.keys(EVENTS).some((event) => text.includes(event));
    return isRaw || (cell === text && /^[–—-]$/.test(text)) ? [text] : [];
  });
}

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;

/** The console's messages, except those that `expected` names. */
export function listen(page: Page, expected: (text: string) => boolean): () => string[] {
  const said: string[] = [];
  page.on("pageerror", (error) => said.push(`${page.url()}: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" && !expected(message.text()))
      said.push(`${page.url()}: ${message.text()}`);
  });
  return () => said;
}
