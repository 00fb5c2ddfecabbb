import { spawn } from "node:child_process";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { findChromium } from "./check/chromium.ts";
import { type Counts, count } from "./check/counts.ts";
import { failures, heldOnlyAgain } from "./check/failures.ts";
import { type PlaywrightReport, readReport, type StepReport } from "./check/report.ts";
import { afterSecondLook, filesToLookAtAgain } from "./check/second-look.ts";
import { timesTable } from "./check/times.ts";
import type { UnitReport } from "./check/unit-report.ts";

/**
 * Everything that must hold, from formatting to browser journeys, fastest failures first; ends with what failed and
 * one line of counts. Each step that is not a test suite counts as one.
 */
const root = join(import.meta.dirname, "..");
const results = join(root, "test-results");

type Found = { code: number; report: StepReport | null; again: string[] };
type Step = { name: string; find: () => Promise<Found> };

const bin = (name: string): string => join(root, "node_modules/.bin", name);

const program = (name: string, ...command: [string, ...string[]]): Step => ({
  name,
  find: async () => ({ code: await run(command), report: null, again: [] }),
});

const STEPS: Step[] = [
  program("format and lint", bin("biome"), "ci", "--error-on-warnings", "."),
  program("route types", bin("next"), "typegen"),
  program("types", bin("tsc"), "--noEmit", "-p", "."),
  program("unused code", bin("knip")),
  { name: "unit and integration", find: units },
  { name: "journeys", find: journeys },
];

const chromium = await findChromium();
await rm(results, { recursive: true, force: true });
const total: Counts = { passed: 0, failed: 0, skipped: 0 };
const seconds = new Map<string, number>();
const failed: string[] = [];
const heldAgain: string[] = [];
for (const { name, find } of STEPS) {
  const started = Date.now();
  process.stdout.write(`\n▸ ${name}\n`);
  const { code, report, again } = await find();
  const counts = count(report, code);
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
  failed.push(...(report ? failures(report) : []));
  heldAgain.push(...again);
  seconds.set(name, (Date.now() - started) / 1000);
  process.stdout.write(`${code === 0 ? "✓" : "✗"} ${name}\n`);
}
process.stdout.write(`\n${timesTable(seconds)}\n`);
if (heldAgain.length > 0) process.stdout.write(`\nLooked at again:\n${heldAgain.join("\n")}\n`);
if (failed.length > 0) process.stdout.write(`\nFailed:\n${failed.join("\n")}\n`);
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : "";
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed${skipped}\n`);
process.exit(total.failed > 0 ? 1 : 0);

/**
 * With `CI` set, what failed is looked at again, and that is said: tests of leases, kills and races wait on real clocks,
 * and a machine may stall.
 */
async function units(): Promise<Found> {
  const first = await vitest("unit.json");
  const files = process.env["CI"] && first.report ? filesToLookAtAgain(first.report) : [];
  if (files.length === 0) return { ...first, again: [] };
  const second = await vitest("unit-again.json", files);
  const report = second.report && afterSecondLook(first.report!, second.report);
  return { code: second.code, report, again: failures(first.report!) };
}

async function vitest(name: string, files: readonly string[] = []) {
  const file = join(results, name);
  const code = await run([bin("vitest"), "run", `--outputFile=${file}`, ...files]);
  return whole(code, await readReport<UnitReport>(file));
}

async function journeys(): Promise<Found> {
  const code = await run([bin("playwright"), "test", "--config=e2e/playwright.config.ts"]);
  const found = whole(code, await readReport<PlaywrightReport>(join(results, "playwright.json")));
  return { ...found, again: found.report ? heldOnlyAgain(found.report) : [] };
}

/** A suite that wrote no report has failed, whatever it says itself. */
function whole<Report extends StepReport>(code: number, report: Report | null) {
  return { code: report ? code : code || 1, report };
}

function run([program, ...args]: [string, ...string[]]): Promise<number> {
  const env = { ...process.env, CHROMIUM_PATH: chromium, NEXT_TELEMETRY_DISABLED: "1" };
  const child = spawn(program, args, { cwd: root, stdio: "inherit", env });
  return new Promise((done) => child.once("exit", (code) => done(code ?? 1)));
}
