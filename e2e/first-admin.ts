import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, type Page } from "@playwright/test";
import { addPasskey } from "./passkey.ts";
import type { Installation } from "./start-installation.ts";

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, "..");

export const FIRST_PASSWORD = "four quiet lanterns at noon";

/** The first admin sets a password by the link of the command that the start named: it has no terminal to show one at. */
export async function setFirstPassword(page: Page, { said, data, url }: Installation): Promise<void> {
  expect(said).not.toContain("password:");
  const [, email] = /new-password (\S+@\S+)/.exec(said)!;
  const words = ["person", "new-password", email!, "--reason", "first sign-in", "--data", data];
  const { stdout } = await run("npx", ["countersign", ...words], {
    cwd: ROOT,
    env: { ...process.env, PUBLIC_URL: url },
  });
  await page.goto(stdout.split("\n")[0]!);
  await page.getByLabel("New password", { exact: true }).fill(FIRST_PASSWORD);
  await page.getByLabel("New password again").fill(FIRST_PASSWORD);
  await page.getByRole("button", { name: "Set password" }).click();
  await expect(page.getByRole("button", { name: "Set password" })).toBeHidden();
}

/** Adds the second factor that a first sign-in asks for. */
export async function addFirstPasskey(page: Page): Promise<void> {
  await addPasskey(page, FIRST_PASSWORD);
  await page.getByRole("button", { name: "I have saved them" }).click();
}
