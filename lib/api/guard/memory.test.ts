import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { issueToken } from "#lib/access/commands/issue-token.ts";
import { freePort } from "#lib/db/free-port.ts";
import { type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";

const ROOT = join(import.meta.dirname, "../../..");
const TEN_MB = 10_000_000;
const AT_ONCE = 50;
const ENDED_MS_MAX = 10_000;
/**
 * The most memory fifty bodies may cost: 4 MiB each where the limit is highest, held once as received, once joined
 * and once as text. More than ten times that is sent.
 */
const GROWTH_MIB_MAX = AT_ONCE * 4 * 3;
/** Later rounds may take no more than earlier ones, with an allowance for garbage collection. */
const DRIFT_MIB_MAX = 128;

let here: TestWorkspace;
let folder: string;
let server: ChildProcess;
let port: number;
let token: string;

beforeAll(async () => {
  here = await testWorkspace();
  here.clock.now = new Date();
  const scopes = ["telemetry:ingest", "assignment:evaluate", "model:create"];
  const { id: responsibleId } = await here.person("Flo Odden", ["viewer"]);
  const wanted = { name: "Flood", scopes, expiresInDays: 1, responsibleId };
  ({ secret: token } = await here.make(issueToken, wanted, here.system));
  folder = await mkdtemp(join(tmpdir(), "countersign-memory-"));
  port = await freePort();
  const { PATH, HOME } = process.env;
  const own = { PORT: String(port), SECRET: "s".repeat(32), DATA_FOLDER: folder, LOG_LEVEL: "silent" };
  server = spawn(process.execPath, ["faults/api-process.ts"], {
    cwd: ROOT,
    env: {
      PATH,
      HOME,
      NODE_ENV: "production",
      DATABASE_URL: here.database.appUrl,
      ...own,
    } as NodeJS.ProcessEnv,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  while (!(await healthy())) await new Promise((done) => setTimeout(done, 50));
});
afterAll(async () => {
  server?.kill("SIGKILL");
  await here?.close();
  await rm(folder, { recursive: true, force: true });
});

const healthy = async () =>
  (await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => null))?.ok ?? false;

/** The memory of the server's process, in MiB. */
async function residentMib(): Promise<number> {
  const status = await readFile(`/proc/${server.pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)![1]) / 1024;
}

type Hostile = { path: string; body: Buffer; chunked?: boolean; headers?: Record<string, string> };
type Answered = { status: number; ms: number };

/** Sends a body and returns the status; 0 where the connection ended before one arrived. */
function send({ path, body, chunked = false, headers = {} }: Hostile): Promise<Answered> {
  const began = performance.now();
  return new Promise((done) => {
    const end = (status: number) => done({ status, ms: performance.now() - began });
    const length: Record<string, string> = chunked ? {} : { "content-length": String(body.length) };
    const sent = request({
      port,
      path,
      method: "POST",
      agent: false,
      host: "127.0.0.1",
      headers: {
        authorization: `Bearer ${token}`,
        "content-type": "application/json",
        ...length,
        ...headers,
      },
    });
    sent.on("response", (response) => {
      response.resume().on("close", () => end(response.statusCode ?? 0));
    });
    sent.on("error", () => end(0));
    sent.setTimeout(ENDED_MS_MAX * 2, () => sent.destroy());
    sent.end(body);
  });
}

/** Sends raw bytes until the server ends the connection; returns what it answered. */
function sendRaw(text: string | Buffer): Promise<string> {
  return new Promise((done) => {
    let got = "";
    const socket = connect(port, "127.0.0.1", () => socket.write(text));
    socket.setEncoding("utf8").on("data", (chunk: string) => (got += chunk));
    socket.on("error", () => {});
    socket.on("close", () => done(got));
    socket.setTimeout(ENDED_MS_MAX * 2, () => socket.destroy());
  });
}

const PREDICTIONS = "/api/v1/predictions";
const PATHS = [
  PREDICTIONS,
  "/api/v1/outcomes",
  "/api/v1/models",
  "/ofrep/v1/evaluate/flags",
  "/api/v1/nothing",
];
const elements = (count: number) => Buffer.from(`{"batchId":"b","predictions":[${"0,".repeat(count - 1)}0]}`);
const deep = (open: string, close: string) =>
  Buffer.from(`{"batchId":${open.repeat(10_000)}1${close.repeat(10_000)}}`);
const spaces = Buffer.alloc(TEN_MB, " ");

/** Samples the server's memory until asked for the maximum. */
function watchPeak(): () => number {
  let peak = 0;
  const watching = setInterval(async () => {
    peak = Math.max(peak, await residentMib().catch(() => Number.POSITIVE_INFINITY));
  }, 20);
  return () => {
    clearInterval(watching);
    return peak;
  };
}

/** The same body at fifty addresses at once. */
const fire = (volley: Omit<Hostile, "path">): Promise<Answered[]> =>
  Promise.all(Array.from({ length: AT_ONCE }, (_, n) => send({ ...volley, path: PATHS[n % PATHS.length]! })));

/** Counts answers by status; each must be a refusal and arrive quickly. */
function count(told: Map<number, number>, answers: readonly Answered[]): void {
  for (const { status, ms } of answers) {
    expect([0, 400, 404, 413, 503]).toContain(status);
    expect(ms).toBeLessThan(ENDED_MS_MAX);
    told.set(status, (told.get(status) ?? 0) + 1);
  }
}

describe.skipIf(!existsSync("/proc/self/status"))("30: the server under hostile bodies", () => {
  it.each([
    ["10 MB in a known length", { body: spaces }, [413]],
    ["10 MB in chunks", { body: spaces, chunked: true }, [413]],
    ["arrays 10,000 deep", { body: deep("[", "]") }, [400]],
    ["objects 10,000 deep", { body: deep('{"a":', "}") }, [400]],
    ["a million elements", { body: elements(1_000_000) }, [400, 413]],
    ["five million elements", { body: elements(5_000_000) }, [413]],
    [
      "10 MB packed into 10 kB",
      { body: gzipSync(spaces), headers: { "content-encoding": "gzip" } },
      [400, 415],
    ],
  ] as const)("refuses %s at every address, quickly", async (_name, hostile, statuses) => {
    for (const path of PATHS) {
      const { status, ms } = await send({ path, ...hostile });
      // Unknown addresses read nothing either. A client that goes on sending may be cut off before it reads why.
      const expected = path.endsWith("nothing") ? [...statuses, 404] : statuses;
      expect([...expected, 0], path).toContain(status);
      expect(ms, path).toBeLessThan(ENDED_MS_MAX);
    }
    expect(await healthy()).toBe(true);
  });

  it("reads no more from a connection than the declared length", async () => {
    const head = `POST ${PREDICTIONS} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${token}\r\n`;
    const json = "Content-Type: application/json\r\n";
    const short = Buffer.from(`${head}${json}Content-Length: 2\r\n\r\n{}`);
    // What follows the two bytes is not a request. A client that goes on sending is cut off, and may not read why.
    expect(await sendRaw(Buffer.concat([short, Buffer.from("x\r\n\r\n")]))).toMatch(/^HTTP\/1\.1 400 /);
    expect(await sendRaw(Buffer.concat([short, spaces]))).toMatch(/^HTTP\/1\.1 400 |^$/);
    for (const length of ["-1", "1e9", "0x10", "18446744073709551616", "2, 3"])
      expect(await sendRaw(`${head}${json}Content-Length: ${length}\r\n\r\n{}`), length).toMatch(
        /^HTTP\/1\.1 (?:400|413) /,
      );
    for (const chunk of ["-1", "ffffffffffffffffff", "1;".padEnd(20_000, "x"), "zz"])
      expect(
        await sendRaw(`${head}${json}Transfer-Encoding: chunked\r\n\r\n${chunk}\r\n{}\r\n`),
        chunk.slice(0, 20),
      ).toMatch(/^HTTP\/1\.1 (?:400|413) |^$/);
    expect(await healthy()).toBe(true);
  });

  it("keeps its memory bounded through fifty at once, repeatedly", { timeout: 180_000 }, async () => {
    const volleys: Omit<Hostile, "path">[] = [
      { body: spaces },
      { body: spaces, chunked: true },
      { body: elements(1_000_000) },
      { body: elements(1_900_000), chunked: true },
      { body: deep("[", "]"), chunked: true },
    ];
    const peaks: number[] = [];
    const told = new Map<number, number>();
    const before = await residentMib();
    for (let round = 0; round < 6; round++) {
      const peak = watchPeak();
      for (const volley of volleys) count(told, await fire(volley));
      peaks.push(peak());
    }
    // Most clients read why they are refused; one still sending when the connection ends may not.
    expect(told.get(0) ?? 0).toBeLessThan((peaks.length * volleys.length * AT_ONCE) / 2);
    expect(server.exitCode).toBeNull();
    expect(await healthy()).toBe(true);
    if (process.env["MEMORY_SHOW"]) console.info(before, peaks, told);
    expect(Math.max(...peaks) - before).toBeLessThan(GROWTH_MIB_MAX);
    expect(Math.max(...peaks.slice(3)) - Math.max(...peaks.slice(0, 3))).toBeLessThan(DRIFT_MIB_MAX);
  });
});
