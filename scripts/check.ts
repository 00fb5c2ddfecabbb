import { spawn } from "node:child_process";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { findChromium } from "./check/chromium.ts";
import { type Counts, count } from "./check/counts.ts";
import { failures } from "./check/failures.ts";
import { timesTable } from "./check/times.ts";

/**
 * Everything that must hold, from formatting to browser journeys, fastest failures first; ends with what failed and
 * one line of counts. Each step that is not a test suite counts as one.
 */
const root = join(import.meta.dirname, "..");
const results = join(root, "test-results");

type Step = { name: string; command: string[]; report?: string; env?: Record<string, string> };

const bin = (name: string): string => join(root, "node_modules/.bin", name);

const STEPS: Step[] = [
  { name: "format and lint", command: [bin("biome"), "ci", "--error-on-warnings", "."] },
  { name: "route types", command: [bin("next"), "typegen"] },
  { name: "types", command: [bin("tsc"), "--noEmit", "-p", "."] },
  { name: "unused code", command: [bin("knip")] },
  {
    name: "unit and integration",
    command: [
      bin("vitest"),
      "run",
      "--reporter=default",
      "--reporter=json",
      `--outputFile=${join(results, "vitest.json")}`,
    ],
    report: join(results, "vitest.json"),
  },
  {
    name: "journeys",
    command: [bin("playwright"), "test", "--config=e2e/playwright.config.ts"],
    report: join(results, "playwright.json"),
  },
];

const chromium = await findChromium();
await rm(results, { recursive: true, force: true });
const total: Counts = { passed: 0, failed: 0, skipped: 0 };
const seconds = new Map<string, number>();
const failed: string[] = [];
for (const step of STEPS) {
  const started = Date.now();
  process.stdout.write(`\n▸ ${step.name}\n`);
  const code = await run(step);
  const counts = await count(step.report, code);
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
  failed.push(...(await failures(step.report)));
  seconds.set(step.name, (Date.now() - started) / 1000);
  process.stdout.write(`${code === 0 ? "✓" : "✗"} ${step.name}\n`);
}
process.stdout.write(`\n${timesTable(seconds)}\n`);
if (failed.length > 0) process.stdout.write(`\nFailed:\n${failed.join("\n")}\n`);
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : "";
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed${skipped}\n`);
process.exit(total.failed > 0 ? 1 : 0);

function run({ command: [program, ...args], env }: Step): Promise<number> {
  const child = spawn(program!, args, {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, CHROMIUM_PATH: chromium, NEXT_TELEMETRY_DISABLED: "1", ...env },
  });
  return new Promise((done) => child.once("exit", (code) => done(code ?? 1)));
}
