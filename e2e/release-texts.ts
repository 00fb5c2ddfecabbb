import type { Page } from "@playwright/test";

/** The texts that only an author can write, by their field, in the order of the page. */
export const CASE_TEXTS = {
  "Why now": "Delays follow the hour, and the live version does not know it.",
  "Expected benefit": "Log-loss falls by 0.02, shown by the report and by live outcomes.",
  Risk: "An evening flight that is announced wrongly; the error rate by slice shows it.",
  "Way back": "The release manager rolls back on the rollout's page, within seconds.",
  "Why it is not substantial": "Same purpose, users and use of the output.",
} as const;

/** Writes the case of a new release, as its author would. */
export async function writeCase(page: Page): Promise<void> {
  for (const [label, text] of Object.entries(CASE_TEXTS))
    await page.getByLabel(label, { exact: true }).fill(text);
}
