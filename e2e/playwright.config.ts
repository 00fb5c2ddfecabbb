import { join } from "node:path";
import { defineConfig } from "@playwright/test";

const root = join(import.meta.dirname, "..");
/** Specs that touch neither the people nor the releases of the story: they run while it waits for its traffic. */
const APART = /security\/(processes|required-factor|surface|without-a-session)/;

/** A few whole journeys in a real browser against a real installation. */
export default defineConfig({
  testDir: import.meta.dirname,
  outputDir: join(root, "test-results/journeys"),
  globalSetup: join(import.meta.dirname, "start-installation.ts"),
  // These visit the pages once the story has filled them, two people at a time.
  projects: [
    { name: "story", testMatch: /governed-release/ },
    { name: "apart", testMatch: APART },
    { name: "keyboard", testMatch: /keyboard/, dependencies: ["story"] },
    { name: "pages", testMatch: /every-page/, dependencies: ["keyboard"], fullyParallel: true },
    { name: "tour", testMatch: /tour/, dependencies: ["keyboard"] },
    { name: "people", testMatch: /(joining|provider)\.spec/, dependencies: ["pages"] },
    { name: "security", testMatch: /security/, testIgnore: APART, dependencies: ["people"] },
  ],
  workers: 2,
  fullyParallel: false,
  // The report marks a journey that needed a retry.
  retries: process.env["CI"] ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [["list"], ["json", { outputFile: join(root, "test-results/playwright.json") }]],
  use: {
    baseURL: process.env["E2E_URL"] ?? "http://localhost:41730",
    trace: "retain-on-failure",
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
