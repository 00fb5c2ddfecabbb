import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { dataFolder } from "./its-installation.ts";

/** The newest link mailed to this address, as soon as one is. */
export async function mailedTo(address: string): Promise<string> {
  await expect.poll(() => newestTo(address), { timeout: 30_000 }).not.toBeNull();
  return (await newestTo(address))!;
}

async function newestTo(address: string): Promise<string | null> {
  const folder = join(dataFolder(), "mail");
  for (const name of (await readdir(folder)).sort().reverse()) {
    const text = (await readFile(join(folder, name), "utf8")).replaceAll("=\r\n", "").replaceAll("=3D", "=");
    const link = /https?:\/\/\S+\/sign-in\/[\w-]+#[\w-]{43}/.exec(text)?.[0];
    if (text.includes(address) && link) return link;
  }
  return null;
}

/** Chooses a password by a link. */
export async function setPassword(page: Page, link: string, label: string, password: string): Promise<void> {
  await page.context().clearCookies();
  await page.goto(link);
  await page.getByLabel(label, { exact: true }).fill(password);
  await page.getByLabel(`${label} again`).fill(password);
  await page.getByRole("button", { name: "Set password" }).click();
}
