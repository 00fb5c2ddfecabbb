import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { dataFolder } from "./its-installation.ts";

type Person = { name: string; email: string; title: string };

/** The people of the demonstration, as its start recorded them. */
export async function demonstration(): Promise<{ people: Person[]; password: string }> {
  const text = await readFile(join(dataFolder(), "demonstration.json"), "utf8");
  return JSON.parse(text) as { people: Person[]; password: string };
}

export const trafficToken = (): Promise<string> => readFile(join(dataFolder(), "traffic-token"), "utf8");

/** Signs in through the page, as a person does; signs out whoever was signed in before. */
export async function signIn(page: Page, name: string): Promise<void> {
  const { people, password } = await demonstration();
  const person = people.find((candidate) => candidate.name === name);
  if (!person) throw new Error(`nobody in the demonstration is called ${name}`);
  await page.context().clearCookies();
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(person.email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/$/);
}
