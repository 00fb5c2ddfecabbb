import { test } from "@playwright/test";

/** Of the installation that the running test's project visits (`playwright.config.ts`). */
export const dataFolder = (): string => String(test.info().project.metadata["data"]);
export const address = (): URL => new URL(String(test.info().project.use.baseURL));
