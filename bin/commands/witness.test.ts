import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, expect, it } from "vitest";
import { commandLine } from "#lib/testing/servers/command-line.ts";
import { askingLog, grownLeaves } from "#lib/testing/worlds/growing-log.ts";

const root = mkdtempSync(join(tmpdir(), "countersign-witness-command-"));
const log = askingLog();
const leaves = grownLeaves(50);
const running: ChildProcess[] = [];
writeFileSync(join(root, "log.vkey"), `${log.vkey}\n`);
const named = ["--folder", join(root, "w"), "--name", "witness.example/w1"];

afterEach(() => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
});
afterAll(() => rmSync(root, { recursive: true }));

/** A process of its own, as on another machine: no database, no settings. */
async function started() {
  const args = ["bin/countersign.ts", "witness", ...named, "--log", join(root, "log.vkey"), "--port", "0"];
  const child = spawn(process.execPath, args, {
    env: { NODE_ENV: "test" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  running.push(child);
  const ended = new Promise<number | null>((done) => child.once("exit", done));
  let said = "";
  for await (const chunk of child.stdout) {
    said += chunk;
    if (said.includes("follows log.example")) break;
  }
  const url = /listens at (\S+)/.exec(said)![1]!;
  const post = (body: string) => fetch(`${url}/add-checkpoint`, { method: "POST", body });
  return { child, ended, url, post, vkey: /The witness (\S+)/.exec(said)![1] };
}

it("cosigns from process to process what continues, however it ended", async () => {
  const first = await started();
  expect(first.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect((await first.post(log.body(0, leaves.slice(0, 20)))).status).toBe(200);
  first.child.kill("SIGKILL");
  await first.ended;
  const second = await started();
  expect(second.vkey).toBe(first.vkey);
  expect((await second.post(log.body(0, leaves))).status).toBe(409);
  expect((await second.post(log.body(20, grownLeaves(50, "other")))).status).toBe(422);
  expect((await second.post(log.body(20, leaves))).status).toBe(200);
  const third = await commandLine("witness", ...named, "--log", log.vkey, "--port", "0");
  expect(third).toMatchObject({ code: 4, complaint: expect.stringContaining(`process ${second.child.pid}`) });
  second.child.kill("SIGTERM");
  expect(await second.ended).toBe(0);
  expect(await commandLine("witness", ...named, "--print-key")).toMatchObject({ code: 0, text: first.vkey });
}, 30_000);

it.each([
  [["--name", "w"], 2],
  [["--folder", join(root, "x")], 2],
  [["--folder", join(root, "x"), "--name", "w"], 2],
  [["--folder", join(root, "x"), "--name", "w", "--log", "nonsense"], 2],
  [["--folder", join(root, "x"), "--name", "w", "--log", log.vkey, "--port", "x"], 2],
  [["--folder", join(root, "x"), "--name", "other", "--log", log.vkey], 4],
])("%j exits %i", async (args, code) => {
  expect((await commandLine("witness", ...args)).code).toBe(code);
});
