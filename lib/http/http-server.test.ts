import { type AddressInfo, connect, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isUpload } from "#lib/api/part-of.ts";
import { httpServer } from "./http-server.ts";

/** A tenth of the real limits, and less. */
const PATIENCE = { headerSeconds: 0.5, requestSeconds: 1, uploadSeconds: 3, silenceSeconds: 0.8 };
const LATE_MS = 1500;
const HEAD = "POST /api/v1/people HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n";
const UPLOAD = "POST /api/v1/artifacts HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n";

const server = httpServer(
  { secure: true, isUpload },
  (request, response) => {
    let size = 0;
    request.on("data", (chunk: Buffer) => (size += chunk.length));
    request.on("error", () => {});
    request.on("end", () => response.end(String(size)));
  },
  PATIENCE,
);
let port: number;
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => void server.close());

type Ended = { text: string; afterMs: number };

/** Sends the beginning, then single bytes at intervals, until the server ends the connection. */
function drip(
  beginning: string,
  { everyMs, ofMs = 10_000 }: { everyMs: number; ofMs?: number },
): Promise<Ended> {
  const began = performance.now();
  return new Promise((done) => {
    const socket: Socket = connect(port, "127.0.0.1", () => socket.write(beginning));
    let text = "";
    const dripping = setInterval(() => {
      if (performance.now() - began < ofMs) socket.write("x");
    }, everyMs);
    socket.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
    socket.on("error", () => {});
    socket.on("close", () => {
      clearInterval(dripping);
      done({ text, afterMs: performance.now() - began });
    });
  });
}

describe("30: a request that arrives slowly", () => {
  it.each([
    ["headers without end", "GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ", PATIENCE.headerSeconds],
    ["a body, byte by byte", HEAD, PATIENCE.requestSeconds],
    [
      "a chunked body",
      HEAD.replace("Content-Length: 100000", "Transfer-Encoding: chunked"),
      PATIENCE.requestSeconds,
    ],
  ])("is answered 408 and ended in time: %s", async (_name, beginning, seconds) => {
    const chunked = beginning.includes("chunked");
    const ended = await drip(chunked ? `${beginning}fffff\r\n` : beginning, { everyMs: 50 });
    expect(ended.text).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
    expect(ended.text).toContain('"code":"too-slow"');
    expect(ended.text).toContain("content-security-policy: default-src 'none'");
    expect(ended.text).toContain("strict-transport-security: ");
    expect(ended.afterMs).toBeGreaterThan(seconds * 1000 - 50);
    expect(ended.afterMs).toBeLessThan(seconds * 1000 + LATE_MS);
  });

  it("may take longer where it is a file, but not forever, and not without sending", async () => {
    const [steady, silent] = await Promise.all([
      drip(UPLOAD, { everyMs: 100 }),
      drip(UPLOAD, { everyMs: 100, ofMs: 300 }),
    ]);
    expect(steady.afterMs).toBeGreaterThan(PATIENCE.uploadSeconds * 1000 - 50);
    expect(steady.afterMs).toBeLessThan(PATIENCE.uploadSeconds * 1000 + LATE_MS);
    expect(silent.afterMs).toBeLessThan(300 + PATIENCE.silenceSeconds * 1000 + LATE_MS);
    for (const { text } of [steady, silent]) expect(text).toMatch(/^HTTP\/1\.1 408 /);
  });

  it("leaves whole requests and idle connections alone", async () => {
    const whole = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nab";
    const answers = await new Promise<string>((done) => {
      const socket = connect(port, "127.0.0.1", () => socket.write(whole));
      let text = "";
      setTimeout(() => socket.write(whole), 1500);
      socket.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
        if (text.match(/HTTP\/1\.1 200/g)?.length === 2) socket.destroy();
      });
      socket.on("close", () => done(text));
    });
    expect(answers.match(/HTTP\/1\.1 200/g)).toHaveLength(2);
  });
});

describe("what is not a request", () => {
  it.each([
    ["no HTTP", "\u0000\u0001\u0002\r\n\r\n", 400],
    ["two lengths", "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", 400],
    [
      "a length and chunks",
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
      400,
    ],
    ["headers too large", `GET / HTTP/1.1\r\nHost: a\r\nX: ${"x".repeat(20_000)}\r\n\r\n`, 431],
  ])("is refused in the API's format: %s", async (_name, text, status) => {
    const ended = await drip(text, { everyMs: 5000 });
    expect(ended.text).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(ended.text).toContain("content-type: application/problem+json");
    expect(ended.text).toContain("connection: close");
    expect(ended.afterMs).toBeLessThan(LATE_MS);
  });
});
