import { join } from "node:path";
import { defineConfig } from "@playwright/test";

const root = join(import.meta.dirname, "..");
const { E2E_URL = "http://localhost:41730", E2E_DATA = ".data" } = process.env;
const STORY = { use: { baseURL: E2E_URL }, metadata: { data: E2E_DATA } };
const { E2E_PEOPLE_URL = E2E_URL, E2E_PEOPLE_DATA = E2E_DATA } = process.env;
const PEOPLE = { use: { baseURL: E2E_PEOPLE_URL }, metadata: { data: E2E_PEOPLE_DATA } };

/** A few whole journeys in a real browser against a real installation. */
export default defineConfig({
  testDir: import.meta.dirname,
  outputDir: join(root, "test-results/journeys"),
  globalSetup: join(import.meta.dirname, "start-installation.ts"),
  projects: [
    { ...STORY, name: "story", testMatch: /governed-release/ },
    // Beside the story, whose rollouts take their time.
    { ...PEOPLE, name: "people", testMatch: /(joining|provider)\.spec/ },
    { ...PEOPLE, name: "security", testMatch: /security/ },
    // It changes the policy and a factor of its chair, so it comes last of what visits that installation; the story goes on beside it.
    { ...PEOPLE, name: "sitting", testMatch: /sitting\.spec/, dependencies: ["people", "security"] },
    // These visit the pages once the story has filled them, two people at a time.
    { ...STORY, name: "keyboard", testMatch: /(keyboard|newcomer)\.spec/, dependencies: ["story"] },
    { ...STORY, name: "pages", testMatch: /every-page/, dependencies: ["keyboard"], fullyParallel: true },
    { ...STORY, name: "tour", testMatch: /tour/, dependencies: ["keyboard"] },
  ],
  workers: 2,
  fullyParallel: false,
  // The report marks a journey that needed a retry.
  retries: process.env["CI"] ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [["list"], ["json", { outputFile: join(root, "test-results/playwright.json") }]],
  use: {
    // A trace of every journey takes two fifths of its time.
    trace: "on-first-retry",
    screenshot: "only-on-failure",
    viewport: { width: 1440, height: 1000 },
    launchOptions: {
      ...(process.env["CHROMIUM_PATH"] ? { executablePath: process.env["CHROMIUM_PATH"] } : {}),
      args: [
        ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
      ],
    },
  },
});
