import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { ProcessName } from "./accounts.ts";
import { baseEnvironment } from "./base-environment.ts";
import { Children } from "./children.ts";
import { webEnvironment } from "./web-environment.ts";

const OWN = {
  DATABASE_URL: "postgres://app@127.0.0.1/x",
  SECRET: "s".repeat(32),
  HOST: "127.0.0.1",
  PORT: "3000",
};
const SAYS_ITS_SETTINGS =
  'import { env } from "#lib/env.ts"; console.log(JSON.stringify(env())); setTimeout(() => {}, 60_000);';

let data: string;
let children: Children;
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), "countersign-environment-"));
  children = new Children(data);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await children.stop();
  await rm(data, { recursive: true, force: true });
});

/** The settings that a server started with this environment sees. */
async function settingsIn(name: ProcessName, operator: Record<string, string>): Promise<unknown> {
  for (const [key, value] of Object.entries(operator)) vi.stubEnv(key, value);
  const args = ["--input-type=module-typescript", "-e", SAYS_ITS_SETTINGS];
  await children.start({ name, args, env: webEnvironment(process.env, OWN) });
  const log = () => readFile(join(data, `logs/${name}.log`), "utf8");
  await expect.poll(log, { timeout: 20_000 }).toContain("\n");
  return JSON.parse(await log());
}

it("5: TRUST_PROXY reaches the server, and not being set leaves its headers ignored", async () => {
  expect(await settingsIn("server", { TRUST_PROXY: "" })).toMatchObject({ TRUST_PROXY: false });
  expect(await settingsIn("reconciler", { TRUST_PROXY: "true" })).toMatchObject({
    TRUST_PROXY: true,
    PORT: 3000,
  });
});

it("an operator's environment overrides none of the start's own settings", () => {
  const operator = { SECRET: "theirs", DATABASE_URL: "postgres://owner@127.0.0.1/x", TRUST_PROXY: "true" };
  expect(webEnvironment(operator, OWN)).toEqual({ ...OWN, TRUST_PROXY: "true" });
});

it("39: no process gets the start's own secrets, such as the database owner's password", () => {
  vi.stubEnv("DATABASE_URL", "postgres://owner:canary@127.0.0.1/x");
  vi.stubEnv("SMTP_URL", "smtp://canary@127.0.0.1");
  expect(JSON.stringify(baseEnvironment())).not.toContain("canary");
  expect(baseEnvironment()["PATH"]).toBe(process.env["PATH"]);
});
