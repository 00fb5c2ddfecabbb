import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type EmbeddedPostgres, startEmbedded } from "./embedded.ts";
import { keepEmbedded } from "./embedded-kept.ts";

let folder: string;
let cluster: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "countersign-embedded-"));
});
afterAll(async () => {
  // Started by root, it runs from a folder elsewhere.
  for (const path of new Set([folder, dirname(cluster)])) await rm(path, { recursive: true, force: true });
});

const start = (): Promise<EmbeddedPostgres> => startEmbedded({ folder, settings: ["fsync=off"] });

async function answers({ ownerUrl }: Pick<EmbeddedPostgres, "ownerUrl">): Promise<boolean> {
  const client = new pg.Client({ connectionString: ownerUrl });
  try {
    await client.connect();
  } catch {
    return false;
  }
  cluster = (await client.query("SHOW data_directory")).rows[0].data_directory;
  await client.end();
  return true;
}

it("runs until its last user stops, whoever started it", async () => {
  const [first, second] = await Promise.all([start(), start()]);
  expect(second.ownerUrl).toBe(first.ownerUrl);
  const third = await start();
  expect(third.ownerUrl).toBe(first.ownerUrl);
  await third.stop();
  await first.stop();
  expect(await answers(second)).toBe(true);
  await second.stop();
  expect(await answers(second)).toBe(false);
  await second.stop();
});

it("is found and stopped after a user was killed", async () => {
  const url = new URL("./embedded.ts", import.meta.url).href;
  const script = `const { startEmbedded } = await import(${JSON.stringify(url)});
    await startEmbedded({ folder: ${JSON.stringify(folder)} });
    console.log("started"); setInterval(() => {}, 1000);`;
  const killed = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise((done) => killed.stdout.once("data", done));
  const joined = await start();
  killed.kill("SIGKILL");
  await new Promise((done) => killed.once("exit", done));
  expect(await answers(joined)).toBe(true);
  await joined.stop();
  expect(await answers(joined)).toBe(false);
});

it("is restarted on its port when it is killed", async () => {
  const lines: string[] = [];
  const kept = await keepEmbedded({ folder, settings: ["fsync=off"] }, (line) => lines.push(line));
  expect(await answers(kept)).toBe(true);
  const [pid] = (await readFile(join(cluster, "postmaster.pid"), "utf8")).split("\n");
  process.kill(Number(pid), "SIGKILL");
  await expect.poll(() => answers(kept), { timeout: 25_000, interval: 200 }).toBe(true);
  await expect.poll(() => lines).toContain("PostgreSQL stopped; restarting it.");
  await kept.stop();
  expect(await answers(kept)).toBe(false);
});
