import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { testProvider } from "#lib/testing/servers/provider.ts";

const root = join(import.meta.dirname, "..");
const START_SECONDS_MAX = 480;

/**
 * Starts its own installation, as `npm run up` does, and stops it afterwards. E2E_URL and E2E_DATA pass it to the
 * tests.
 */
export default async function startInstallation(): Promise<() => Promise<void>> {
  if (process.env["E2E_URL"]) return async () => {};
  const port = await freePort();
  const provider = await testProvider(ACCOUNTS, `http://localhost:${port}/api/v1/session/provider/callback`);
  const { url, data, stop } = await installation([], { port, settings: provider.settings });
  process.env["E2E_URL"] = url;
  process.env["E2E_DATA"] = data;
  return async () => {
    await stop();
    await provider.close();
  };
}

/** Accounts at the provider on this machine, by the name to log in with there. */
const ACCOUNTS = {
  tomas: { email: "tomas@skyline.example", email_verified: true },
  lena: { email: "lena@skyline.example", email_verified: true },
};

export type Installation = { url: string; data: string; said: string; stop(): Promise<void> };

/** One more installation in its own folder; `said` is what its start printed. */
export async function installation(
  options: readonly string[] = [],
  { port, settings }: { port?: number; settings?: Readonly<Record<string, string>> } = {},
): Promise<Installation> {
  const data = await mkdtemp(join(tmpdir(), "countersign-e2e-"));
  port ??= await freePort();
  const args = ["scripts/up.ts", "--port", String(port), "--data", data, ...options];
  const up = spawn(process.execPath, args, {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...settings, NODE_OPTIONS: "" },
  });
  let said = "";
  for (const stream of [up.stdout, up.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (said += text));
  const stop = async () => {
    up.kill("SIGINT");
    if (up.exitCode === null) await new Promise((done) => up.once("exit", done));
    const place = await readFile(join(data, "postgres/reachable-name"), "utf8").catch(() => null);
    if (place) await rm(`/var/tmp/countersign-${place}`, { recursive: true, force: true });
    await rm(data, { recursive: true, force: true });
  };
  const deadline = Date.now() + START_SECONDS_MAX * 1000;
  while (!said.includes("Ctrl-C stops everything")) {
    if (up.exitCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error(`The installation did not start:\n${said}`);
    }
    await new Promise((done) => setTimeout(done, 200));
  }
  return { url: `http://localhost:${port}`, data, said, stop };
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer();
    probe.listen(0, () => {
      const address = probe.address();
      probe.close(() => done(typeof address === "object" && address ? address.port : 0));
    });
  });
}
