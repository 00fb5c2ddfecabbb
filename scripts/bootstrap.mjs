/**
 * The first step of every npm script: runs on the machine's own Node, installs what package-lock.json names (once),
 * generates the database client (once), and hands over to the pinned Node: `bootstrap.mjs <script.ts> [args]`. Plain
 * JavaScript on purpose: an old Node cannot read TypeScript.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.chdir(root);

const digest = (paths) => {
  const hash = createHash("sha256");
  for (const path of paths) hash.update(path).update(readFileSync(path));
  return hash.digest("hex");
};

const once = (stamp, paths, work) => {
  const now = digest(paths);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === now) return;
  work();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, now);
};

const fail = (message) => {
  process.stderr.write(`${message}\n`);
  process.exit(4);
};

/** The machine's own programs: npm must not run on the Node it is about to replace. */
const outsidePath = (process.env.PATH ?? "")
  .split(delimiter)
  .filter((folder) => !folder.includes("node_modules"))
  .join(delimiter);

once("node_modules/.countersign-install", ["package-lock.json"], () => {
  process.stdout.write("Installing packages…\n");
  const { status } = spawnSync(
    "npm",
    ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
    {
      stdio: "inherit",
      env: { ...process.env, PATH: outsidePath },
    },
  );
  if (status !== 0)
    fail("The packages could not be installed. Check the network, then run the same command again.");
});

const node = pinnedNode();
once(
  "generated/.schema",
  readdirSync("prisma/schema").map((name) => `prisma/schema/${name}`),
  () => {
    const { status, stderr } = spawnSync(node, ["node_modules/prisma/build/index.js", "generate"], {
      encoding: "utf8",
      // The generator requires an engine it does not need; naming any program keeps it from downloading one.
      env: {
        ...process.env,
        PRISMA_SCHEMA_ENGINE_BINARY: "/bin/true",
        CHECKPOINT_DISABLE: "1",
        PRISMA_HIDE_UPDATE_MESSAGE: "1",
      },
    });
    if (status !== 0) fail(`The database client could not be generated:\n${stderr}`);
  },
);

const [script, ...args] = process.argv.slice(2);
const env = { ...process.env, PATH: join(root, "node_modules/.bin") + delimiter + (process.env.PATH ?? "") };
// The child gets the terminal's signals itself and decides when to stop.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {});
const { spawn } = await import("node:child_process");
const child = spawn(node, [script, ...args], { stdio: "inherit", env });
process.on("SIGTERM", () => child.kill("SIGTERM"));
child.on("exit", (code, signal) => process.exit(code ?? (signal ? 130 : 1)));

function pinnedNode() {
  const path = join(root, `node_modules/node-${process.platform}-${process.arch}/bin/node`);
  if (existsSync(path)) return path;
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
  return fail(
    `Node ${process.versions.node} is too old, and no pinned Node exists for ${process.platform}-${process.arch}. Install Node 24.`,
  );
}
