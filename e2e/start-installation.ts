import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { testProvider } from "#lib/testing/servers/provider.ts";

const root = join(import.meta.dirname, "..");
const START_SECONDS_MAX = 480;

/**
 * Starts two installations, as `npm run up` does, and stops them afterwards. The story's waits for its rollouts; that of
 * people and security need not wait with it. E2E_… pass them to the configuration.
 */
export default async function startInstallations(): Promise<() => Promise<void>> {
  if (process.env["E2E_URL"]) return async () => {};
  const story = await withProvider();
  const people = await withProvider();
  Object.assign(process.env, { E2E_URL: story.url, E2E_DATA: story.data });
  Object.assign(process.env, { E2E_PEOPLE_URL: people.url, E2E_PEOPLE_DATA: people.data });
  return async () => {
    await Promise.all([story.stop(), people.stop()]);
  };
}

/** The demonstration, with a provider of identities on this machine. */
async function withProvider(): Promise<Installation> {
  const port = await freePort();
  const provider = await testProvider(ACCOUNTS, `http://localhost:${port}/api/v1/session/provider/callback`);
  const started = await installation([], { port, settings: provider.settings });
  const stop = async () => {
    await started.stop();
    await provider.close();
  };
  return { ...started, stop };
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
