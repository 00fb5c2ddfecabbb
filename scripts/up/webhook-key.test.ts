import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { createWebhook } from "#lib/overview/commands/create-webhook.ts";
import { removeWebhook } from "#lib/overview/commands/remove-webhook.ts";
import { type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { webhookKey } from "./webhook-key.ts";

const MAIL_KEY = "the key of mail, from which all followed before";
let here: TestWorkspace;
let data: string;
beforeAll(async () => {
  here = await testWorkspace();
  return () => here.close();
});
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), "countersign-key-"));
  await writeFile(join(data, "mail-key"), MAIL_KEY);
});
afterEach(() => rm(data, { recursive: true, force: true }));

const start = async () => (await webhookKey(data, here.database.ownerUrl)).WEBHOOK_KEY;

it("is one of its own, in a file that its owner alone reads, and stays", async () => {
  const key = await start();
  expect(key).toMatch(/^[\w-]{43}$/);
  expect(await readFile(join(data, "webhook-key"), "utf8")).toBe(key);
  expect((await stat(join(data, "webhook-key"))).mode & 0o777).toBe(0o600);
  expect(await start()).toBe(key);
});

it("is what receivers were given secrets by where there were webhooks before, also once those are gone", async () => {
  const asked = { name: "Board", url: "https://board.example/in", kinds: [] };
  vi.stubEnv("WEBHOOK_KEY", MAIL_KEY);
  const { webhookId, secret } = await here.make(createWebhook, asked, here.system);
  const key = await start();
  expect(key).toBe(MAIL_KEY);
  expect(secret).toMatch(/^whsec_/);
  await here.make(removeWebhook, { webhookId }, here.system);
  expect(await start()).toBe(MAIL_KEY);
});
