import { expect, type Page } from "@playwright/test";
import { demonstration, signIn } from "./people.ts";
import { writeCase } from "./release-texts.ts";

/** One for each seat of a high-tier release. */
export const REVIEWERS = ["Anna Novak", "Tomás Ruiz", "Lena Voss", "Mira Okafor", "Dana Weiss"] as const;

/** Opens and submits a release from the first template, as its author; returns its number. */
export async function openRelease(page: Page, version: number): Promise<number> {
  await page.goto(`/releases/new?model=flight-delay&version=${version}`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await writeCase(page);
  await page.getByRole("button", { name: "Open and submit for review" }).click();
  await expect(page).toHaveURL(/\/releases\/\d+$/);
  return Number(page.url().split("/").at(-1));
}

/** What a signer writes; required where a check fails. */
export const COMMENT = /^(Comment|Why approve)/;

/** Signs in as a reviewer and approves, giving the password again. */
export async function approveAs(page: Page, name: string, release: number): Promise<void> {
  const { password } = await demonstration();
  await signIn(page, name);
  await page.goto(`/releases/${release}`);
  await page.getByRole("button", { name: /^Approve(?! with)/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(COMMENT).fill("Read, with what the checks say.");
  await dialog.getByLabel("Your password").fill(password);
  await dialog.getByRole("button", { name: "Sign and approve" }).click();
  await expect(dialog).toHaveCount(0);
}

/** Dana challenges a release for compliance, its author answers, and she accepts the answer. */
export async function settleChallenge(page: Page, release: number): Promise<void> {
  const write = async (button: string, field: string, send: string, text: string) => {
    await page.getByRole("button", { name: button, exact: true }).first().click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(field).fill(text);
    await dialog.getByRole("button", { name: send }).click();
    await expect(dialog).toHaveCount(0);
  };
  const steps = [
    ["Dana Weiss", "Add a challenge", "What should make it fail?", "Challenge this release"],
    ["Jonas Lindqvist", "Answer", "Answer", "Answer the challenge"],
    ["Dana Weiss", "Accept the answer", "Reason", "Accept the answer"],
  ] as const;
  for (const [name, button, field, send] of steps) {
    await signIn(page, name);
    await page.goto(`/releases/${release}?tab=discussion`);
    await write(button, field, send, "Said of the night flights.");
  }
  await expect(page.getByText("Answered satisfactorily")).toBeVisible();
}

/** Starts an approved release as the release manager and goes to its rollout. */
export async function startRollout(page: Page, release: number): Promise<void> {
  await signIn(page, "Ines Prado");
  await page.goto(`/releases/${release}`);
  await page.getByRole("button", { name: /start/i }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  // Asked only where a check fails: version 3 follows a rollback.
  const reason = dialog.getByLabel("Reason");
  if ((await reason.count()) > 0) await reason.fill("It fixes what version 2 got wrong.");
  await dialog.getByRole("button", { name: /start/i }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.goto(`/releases/${release}/rollout`);
}
