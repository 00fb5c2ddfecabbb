import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { issueToken } from "#lib/access/commands/issue-token.ts";
import { withdrawRelease } from "#lib/releases/commands/withdraw-release.ts";
import { evidencePacket } from "#lib/rollouts/queries/evidence-packet.ts";
import { TEST_LOG } from "#lib/testing/packets/evidence-packet.ts";
import { type Forging, forged } from "#lib/testing/packets/forging.ts";
import { TELLING_MS } from "#lib/testing/packets/told-packets.ts";
import { verdictOn } from "#lib/testing/packets/verdict.ts";
import { type ApiServer, apiServer } from "#lib/testing/servers/api-server.ts";
import { commandLine } from "#lib/testing/servers/command-line.ts";
import { sealedLog } from "#lib/testing/worlds/sealed-log.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";
import { verifyReceipt } from "../../../bin/verify-receipt.ts";

const POINTER = "flight-delay.production";
const folder = mkdtempSync(join(tmpdir(), "countersign-gate-"));

let world: World;
let log: Awaited<ReturnType<typeof sealedLog>>;
let server: ApiServer;
let sealing: NodeJS.Timeout;
let tokens: { pipeline: string; reader: string };

beforeAll(async () => {
  world = await testWorld();
  const { here } = world;
  log = await sealedLog(here.database);
  here.clock.now = new Date();
  const issue = async (scope: string) => {
    const responsibleId = world.people.ada.id;
    const wanted = { name: scope, scopes: [scope], expiresInDays: 1, responsibleId };
    return (await here.make(issueToken, wanted, here.system)).secret;
  };
  tokens = { pipeline: await issue("deployment:allow"), reader: await issue("release:read") };
  server = await apiServer(here.db, here.database.appUrl);
  let sealed = Promise.resolve();
  sealing = setInterval(() => {
    sealed = sealed.then(log.seal);
  }, 200);
}, TELLING_MS);
afterAll(async () => {
  clearInterval(sealing);
  await new Promise((done) => setTimeout(done, 300));
  await server?.close();
  await log?.close();
  await world?.here.close();
  rmSync(folder, { recursive: true });
});

const digestOf = (version: number): string => world.versions[version - 1]!.digest;

async function ask(version: number | string, more: object = {}, token = tokens.pipeline) {
  const digest = typeof version === "string" ? version : digestOf(version);
  const response = await fetch(`${server.baseUrl}/api/v1/gate`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ pointer: POINTER, digest, ...more }),
  });
  return { status: response.status, body: await response.json() };
}

const allowedEvents = async () =>
  (await world.here.eventsOf(`pointer/${world.pointerId}`)).filter(
    ({ action }) => action === "deployment.allowed",
  );

describe("the gate", () => {
  it("denies what no release is of, another pointer and another scope, and records nothing", async () => {
    const before = (await allowedEvents()).length;
    const { status, body } = await ask(`sha256:${"0".repeat(64)}`);
    expect(status).toBe(403);
    expect(body).toMatchObject({ decision: "deny", release: null, receipt: null });
    expect(body.href).toMatch(/^https?:\/\/.*\/releases\/new$/);
    expect((await ask(3)).status).toBe(403);
    expect(await ask(1, { pointer: "flight-delay.staging" })).toMatchObject({ status: 404 });
    expect(await ask(1, {}, tokens.reader)).toMatchObject({ status: 403, body: { code: "scope-missing" } });
    expect(await ask("v1")).toMatchObject({ status: 400 });
    expect(await ask(1, { waitSeconds: 3600 })).toMatchObject({ status: 400 });
    expect((await allowedEvents()).length).toBe(before);
  });

  it("allows what is live, with a receipt that verifies offline and for these bits alone", async () => {
    const { status, body } = await ask(1);
    expect(status).toBe(200);
    expect(body).toMatchObject({ decision: "allow", release: world.first, missing: [] });
    const text = JSON.stringify(body.receipt);
    const checked = (expected: object, vkey = log.vkey, changed = text) =>
      verifyReceipt(changed, { vkey, expected });
    expect(checked({ pointer: POINTER, artifact: digestOf(1) })).toMatchObject({
      ok: true,
      value: { release: world.first, round: 1, by: expect.stringMatching(/^service /) },
    });
    expect(checked({ artifact: digestOf(2) })).toMatchObject({ ok: false });
    expect(checked({ pointer: "other.production" })).toMatchObject({ ok: false });
    const forged = text.replace(digestOf(1), digestOf(2));
    expect(checked({}, log.vkey, forged)).toMatchObject({ ok: false });
    expect(checked({}, log.vkey, "{}")).toMatchObject({ ok: false });
    const [event] = (await allowedEvents()).slice(-1);
    expect(event).toMatchObject({
      actor: { type: "service" },
      data: { deployment: body.deployment, pointer: POINTER, release: world.first, artifact: digestOf(1) },
    });
  });

  it("fetches a receipt again, and takes no other entry of the log for one", async () => {
    const { body } = await ask(1);
    const at = `${server.baseUrl}/api/v1/gate/${POINTER}/receipts/`;
    const headers = { authorization: `Bearer ${tokens.pipeline}` };
    expect(await (await fetch(at + body.deployment, { headers })).json()).toMatchObject({
      entry: body.receipt.entry,
    });
    expect((await fetch(`${at}${world.pointerId}`, { headers })).status).toBe(404);
  });

  it("waits for a release under review, answers when it is approved, and the packet shows it", async () => {
    const release = await world.submit(2);
    const pending = await ask(2);
    expect(pending).toMatchObject({ status: 409, body: { decision: "pending", release } });
    expect(pending.body.missing.map(({ id }: { id: string }) => id)).toEqual([
      "seat-data-science",
      "seat-engineering",
      "seat-compliance",
    ]);
    const waiting = ask(2, { waitSeconds: 30 });
    await world.approve(release);
    expect(await waiting).toMatchObject({ status: 200, body: { decision: "allow", release } });
    await log.seal();
    const { files } = await world.here.see(evidencePacket, { release }, world.people.vic);
    const honest = verdictOn(files, folder, { vkey: log.vkey });
    expect(honest).toMatchObject({ exitCode: 0 });
    expect(honest.of("deployments")?.says).toBe("1 deployment was allowed while it was approved");
    const forging = (change: Forging) => {
      const { exitCode, said } = verdictOn(forged(files, change), folder, { vkey: TEST_LOG.vkey });
      return `${exitCode} ${said.join(" ")}`;
    };
    const allowed = (change: (data: Record<string, unknown>) => void) =>
      forging((entries) => {
        change(entries.findLast(({ action }) => action === "deployment.allowed")!.data);
        return entries;
      });
    expect(allowed((data) => Object.assign(data, { artifact: digestOf(3) }))).toMatch(
      /^1 .*allows other bits/,
    );
    expect(allowed((data) => Object.assign(data, { subject: digestOf(3) }))).toMatch(/^1 .*another subject/);
    const early = forging((entries) => {
      const at = entries.findLastIndex(({ action }) => action === "deployment.allowed");
      const [event] = entries.splice(at, 1);
      entries.splice(
        entries.findLastIndex(({ action }) => action === "release.approved"),
        0,
        event!,
      );
      return entries;
    });
    expect(early).toMatch(/^1 .*was allowed while the release was in-review/);
  });

  it("is asked by the documented steps of both pipelines, as they stand there", async () => {
    const text = readFileSync(join(import.meta.dirname, "../../../docs/pipelines.md"), "utf8");
    const github = / {2}run: \|\n((?: {4}.*\n)+)/.exec(text)![1]!.replace(/^ {4}/gm, "");
    const gitlab = [...text.matchAll(/^ {4}- \|\n((?: {6}.*\n)+) {4}- (.*)\n {4}- (.*)\n/gm)][0]!;
    const curl = /```sh\n(curl .*)\n```/.exec(text)![1]!;
    const steps = [github, [gitlab[1]!.replace(/^ {6}/gm, ""), gitlab[2], gitlab[3]].join("\n"), curl];
    for (const step of steps) {
      expect(await shell(step, digestOf(1)), step).toBe(0);
      expect(JSON.parse(readFileSync(join(folder, "gate.json"), "utf8"))).toMatchObject({
        decision: "allow",
      });
      expect(await shell(step, digestOf(3)), step).not.toBe(0);
      expect(JSON.parse(readFileSync(join(folder, "gate.json"), "utf8"))).toMatchObject({ decision: "deny" });
    }
  });

  it("denies a release that was withdrawn after it was approved", async () => {
    const release = await world.approve(await world.submit(3));
    expect((await ask(3)).status).toBe(200);
    await world.here.make(withdrawRelease, { release, reason: "A newer one." }, world.people.jonas);
    expect(await ask(3)).toMatchObject({
      status: 403,
      body: { reason: expect.stringContaining("withdrawn") },
    });
  });
});

/** Runs a step of a pipeline as a runner does: with bash, stopping at the first failure. */
function shell(step: string, digest: string): Promise<number | null> {
  const env = {
    ...process.env,
    COUNTERSIGN_URL: server.baseUrl,
    COUNTERSIGN_TOKEN: tokens.pipeline,
    POINTER,
    DIGEST: digest,
  };
  const child = spawn("bash", ["-e", "-o", "pipefail", "-c", step], { cwd: folder, env, stdio: "ignore" });
  return new Promise((done) => child.once("exit", done));
}

describe("countersign gate for an artifact", () => {
  const here = (...args: string[]) => commandLine(...args, "--data", log.dataFolder);
  beforeAll(() => {
    vi.stubEnv("DATABASE_URL", world.here.database.appUrl);
  });

  it("exits 0 with a receipt that countersign verify checks, and 1 for bits of no release", async () => {
    const file = join(folder, "receipt.json");
    const asked = ["gate", "--pointer", POINTER, "--digest", digestOf(1), "--receipt", file];
    const { code, text } = await here(...asked);
    expect(text).toContain(`allow: ${POINTER} serves this artifact`);
    expect(code).toBe(0);
    const verified = await commandLine("verify", file, "--vkey", log.vkey, "--pointer", POINTER);
    expect(verified.text).toContain(`${digestOf(1)} may be deployed on ${POINTER}.`);
    expect(verified.code).toBe(0);
    expect((await commandLine("verify", file, "--vkey", log.vkey, "--digest", digestOf(2))).code).toBe(1);
    expect((await commandLine("verify", file)).code).toBe(2);
    writeFileSync(join(folder, "model.onnx"), "never registered");
    expect((await here("gate", "--pointer", POINTER, "--folder", folder)).code).toBe(1);
    expect((await here("gate", "--pointer", POINTER)).code).toBe(2);
    expect((await here("gate", "--digest", digestOf(1))).code).toBe(2);
  });
});
