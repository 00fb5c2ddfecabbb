import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");
const STAMP = join(root, ".next/source-digest");
const SOURCES = [
  "app",
  "components",
  "lib",
  "public",
  "generated",
  "next.config.ts",
  "postcss.config.mjs",
  "package-lock.json",
  "tsconfig.json",
];

/** Builds the pages when their sources differ from the last build. */
export async function buildPages(say: (line: string) => void): Promise<void> {
  const digest = await sourceDigest();
  const built = await readFile(STAMP, "utf8").catch(() => "");
  if (built === digest) return;
  say("Building the pages…");
  await runQuietly("node_modules/next/dist/bin/next", ["build"]);
  await writeFile(STAMP, digest);
}

async function sourceDigest(): Promise<string> {
  const hash = createHash("sha256");
  for (const source of SOURCES) await addTo(hash, source);
  return hash.digest("hex");
}

async function addTo(hash: ReturnType<typeof createHash>, path: string): Promise<void> {
  const entries = await readdir(join(root, path), { withFileTypes: true }).catch(() => null);
  if (entries === null) {
    hash.update(path).update(await readFile(join(root, path)).catch(() => ""));
    return;
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1)))
    if (!/\.test\.tsx?$/.test(entry.name)) await addTo(hash, `${path}/${entry.name}`);
}

async function runQuietly(script: string, args: string[]): Promise<void> {
  let output = "";
  // The pages read the database and its settings at request time, not at build time.
  const env = { ...process.env, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1" };
  const child = spawn(process.execPath, [join(root, script), ...args], {
    cwd: root,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  const code = await new Promise((done) => child.once("exit", done));
  if (code !== 0) throw new Error(`${script} ${args.join(" ")} failed:\n${output.slice(-6000)}`);
}
