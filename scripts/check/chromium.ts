import { execFileSync, spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";

/** The one without windows first: a journey takes an eighth less time in it. */
const PLACES = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
];

/**
 * A browser for the journeys: CHROMIUM_PATH, the machine's, or one installed now. Explains what to do where there is
 * none.
 */
export async function findChromium(): Promise<string> {
  const found = [process.env["CHROMIUM_PATH"], ...PLACES].find((path) => path && isProgram(path));
  if (found) return found;
  process.stdout.write("No Chromium here; installing one…\n");
  return installedByApt() ?? (await installedByPlaywright()) ?? explain();
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function installedByApt(): string | null {
  if (process.getuid?.() !== 0 || spawnSync("apt-get", ["--version"]).status !== 0) return null;
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  spawnSync("apt-get", ["update", "-qq"], { env, stdio: "ignore" });
  spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium-headless-shell"], {
    env,
    stdio: "ignore",
  });
  return PLACES.find(isProgram) ?? null;
}

async function installedByPlaywright(): Promise<string | null> {
  try {
    execFileSync("node_modules/.bin/playwright", ["install", "chromium"], {
      stdio: "ignore",
      timeout: 300_000,
    });
    const { chromium } = await import("@playwright/test");
    const path = chromium.executablePath();
    return isProgram(path) ? path : null;
  } catch {
    return null;
  }
}

function explain(): never {
  process.stderr.write(
    "There is no Chromium, and installing one failed. Install one (Debian: apt-get install chromium-headless-shell) or set CHROMIUM_PATH.\n",
  );
  process.exit(4);
}
