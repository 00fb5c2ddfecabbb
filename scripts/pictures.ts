import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { findChromium } from "./check/chromium.ts";

/**
 * Pictures of every page, full, empty and failing, light and dark, wide and narrow, in test-results/pages. Visits the running
 * demonstration once its tour was walked, and starts an empty installation. Passes options on to Playwright.
 */
const root = join(import.meta.dirname, "..");
const data = resolve(process.env["COUNTERSIGN_DATA"] ?? join(root, ".data"));
const running = await readFile(join(data, "running"), "utf8").catch(() => null);
if (running === null) {
  process.stderr.write(`Nothing is running on ${data}. Start it first: npm run up\n`);
  process.exit(3);
}
const [, address] = running.split("\n");
const playwright = join(root, "node_modules/@playwright/test/cli.js");
const config = join(root, "e2e/pictures/playwright.config.ts");
const child = spawn(process.execPath, [playwright, "test", `--config=${config}`, ...process.argv.slice(2)], {
  cwd: root,
  stdio: "inherit",
  env: {
    ...process.env,
    SHOTS: "1",
    E2E_URL: address,
    E2E_DATA: data,
    CHROMIUM_PATH: await findChromium(),
  },
});
child.once("exit", (code) => process.exit(code ?? 1));
