import { join } from "node:path";
import { defineConfig } from "@playwright/test";
import journeys from "../playwright.config.ts";

const { E2E_URL, E2E_DATA } = process.env;

/** Pictures of every page, on an installation that runs. */
export default defineConfig({
  ...journeys,
  testDir: import.meta.dirname,
  outputDir: join(import.meta.dirname, "../../test-results/pictures"),
  projects: [
    { name: "pictures", use: { baseURL: E2E_URL!, actionTimeout: 15_000 }, metadata: { data: E2E_DATA } },
  ],
  workers: 1,
  timeout: 600_000,
  reporter: [["list"]],
});
