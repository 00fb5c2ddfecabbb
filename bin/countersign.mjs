#!/usr/bin/env node
/**
 * Starts the command line with a Node that runs TypeScript: the project's own, else the one in use. Plain JavaScript
 * for Node 20, which may be the machine's only Node.
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const UNAVAILABLE = 4;

const node = suitableNode();
if (node === null) {
  process.stderr.write(
    `countersign needs Node 22.18 or newer; this is ${process.version}. Run \`npm ci\` in ${dirname(here)}: it installs one.\n`,
  );
  process.exit(UNAVAILABLE);
}

const flags = ["--disable-warning=ExperimentalWarning"];
const child = spawn(node, [...flags, join(here, "countersign.ts"), ...process.argv.slice(2)], {
  stdio: "inherit",
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.on("error", (error) => {
  process.stderr.write(`countersign: ${error.message}\n`);
  process.exitCode = UNAVAILABLE;
});
child.on("exit", (code, signal) => {
  process.exitCode = signal === null ? code : 128 + constants.signals[signal];
});

function suitableNode() {
  const bundled = join(here, "../node_modules", `node-${process.platform}-${process.arch}`, "bin/node");
  if (existsSync(bundled)) return bundled;
  const [major, minor] = process.versions.node.split(".").map(Number);
  return major > 22 || (major === 22 && minor >= 18) ? process.execPath : null;
}
