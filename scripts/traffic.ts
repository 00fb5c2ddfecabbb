import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";

/**
 * Replays flights against the running demonstration, with the token its start stored. Passes options on to the
 * replay.
 */
const root = join(import.meta.dirname, "..");
const data = resolve(process.env["COUNTERSIGN_DATA"] ?? join(root, ".data"));
const token = await readFile(join(data, "traffic-token"), "utf8").catch(() => null);
const running = await readFile(join(data, "running"), "utf8").catch(() => null);
if (token === null || running === null) {
  process.stderr.write(`The demonstration is not running on ${data}. Start it first: npm run up\n`);
  process.exit(3);
}
const [, address] = running.split("\n");
const replay = join(root, "examples/flight-delay/traffic.ts");
const child = spawn(process.execPath, [replay, "--url", address!, ...process.argv.slice(2)], {
  stdio: "inherit",
  env: { ...process.env, COUNTERSIGN_TOKEN: token },
});
// The terminal's Ctrl-C also reaches the replay, which prints where it stopped.
process.on("SIGINT", () => {});
child.once("exit", (code) => process.exit(code ?? 1));
