import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Installation, running, started } from "./installation.ts";
import { pythonEnvironment } from "./python.ts";
import type { Against, Outcome, Suite } from "./suite.ts";
import { flagd } from "./suites/flagd.ts";
import { logByGo } from "./suites/log-by-go.ts";
import { openApiDocument } from "./suites/openapi-document.ts";
import { openFeaturePython } from "./suites/openfeature-python.ts";
import { schemathesis } from "./suites/schemathesis.ts";
import { witnessByGo } from "./suites/witness-by-go.ts";

/**
 * Tests a running server with foreign clients and test suites of its formats. The suite that changes data comes last.
 */
const SUITES: readonly Suite[] = [
  openApiDocument,
  openFeaturePython,
  flagd,
  logByGo,
  witnessByGo,
  schemathesis,
];

const USAGE = `usage: npm run conformance -- [options]

  --only <name>     one suite: ${SUITES.map(({ name }) => name).join(", ")}
  --seconds <n>     time limit of a suite that could run forever (240)
  --seed <n>        repeat the same requests (printed at the start)
  --url <address>   a running installation instead of a new one, called with COUNTERSIGN_TOKEN. The run
                    changes its data, so never use one that somebody needs.

Needs python3 (3.10 or newer) and, for two suites, Go; their packages are installed once, by hash. Suites that cannot
run without them are reported as skipped, not failed. Exits 1 on findings, 2 on wrong usage.
`;

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    seconds: { type: "string", default: "240" },
    seed: { type: "string", default: String(Math.floor(Math.random() * 1e6)) },
    url: { type: "string" },
    help: { type: "boolean", default: false },
  },
});
const chosen = SUITES.filter(({ name }) => values.only === undefined || name === values.only);
if (values.help || chosen.length === 0 || !(Number(values.seconds) > 0)) {
  process.stdout.write(USAGE);
  process.exit(values.help ? 0 : 2);
}
const say = (line: string) => void process.stdout.write(`${line}\n`);

say(`seed ${values.seed}`);
const python = await pythonEnvironment(say);
if ("missing" in python) say(`Without Python: ${python.missing}.`);
const installation = await open(values.url);
let failed = 0;
try {
  const against: Against = {
    installation,
    python: "missing" in python ? null : python,
    seed: Number(values.seed),
    seconds: Number(values.seconds),
  };
  for (const suite of chosen) failed += await count(suite, against);
  failed += await faultsOfItsOwn(installation);
} finally {
  await installation.stop();
}
say(failed === 0 ? "\nEverything tested holds." : `\n${failed} findings.`);
process.exit(failed === 0 ? 0 : 1);

async function open(url: string | undefined): Promise<Installation> {
  if (url === undefined) return started();
  const token = process.env["COUNTERSIGN_TOKEN"];
  if (!token) {
    process.stderr.write("Set COUNTERSIGN_TOKEN to a token of that installation.\n");
    process.exit(2);
  }
  const folder = await mkdtemp(join(tmpdir(), "countersign-conformance-"));
  const there = await running(url, token, folder);
  return { ...there, stop: () => rm(folder, { recursive: true, force: true }) };
}

async function count(suite: Suite, against: Against): Promise<number> {
  say(`\n▸ ${suite.name}: ${suite.says}`);
  const began = Date.now();
  const { passed, failures, skipped } = await suite
    .run(against)
    .catch(
      (error: unknown): Outcome => ({ passed: 0, failures: [`the suite failed: ${error}`], skipped: [] }),
    );
  for (const failure of failures) say(`  ✗ ${failure.replaceAll("\n", "\n    ")}`);
  for (const because of skipped) say(`  – skipped: ${because}`);
  const mark = failures.length > 0 ? "✗" : passed > 0 ? "✓" : "–";
  const seconds = Math.round((Date.now() - began) / 1000);
  const told = `${passed} passed, ${failures.length} failed, ${skipped.length} skipped`;
  say(`${mark} ${suite.name}: ${told} (${seconds} s)`);
  return failures.length;
}

/** Faults the server logged as its own, whatever it answered. */
async function faultsOfItsOwn({ log }: Installation): Promise<number> {
  if (log === null) return 0;
  const lines = (await readFile(log, "utf8")).split("\n");
  const faults = lines.filter((line) => /"level":(?:50|60)\b/.test(line));
  for (const fault of faults.slice(0, 10)) say(`  ✗ the server's log: ${fault.slice(0, 1000)}`);
  return faults.length;
}
