import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { refuseForeign } from "./refuse-foreign.ts";

const ORIGIN = "https://countersign.example";
let server: Server;
beforeAll(async () => {
  server = createServer((incoming, response) => {
    if (!refuseForeign(incoming, response, new Set([ORIGIN, "http://localhost:3000"])))
      response.end("let in");
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
});
afterAll(() => new Promise((done) => server.close(done)));

const send = (method: string, headers: Record<string, string>): Promise<number> =>
  new Promise((done, failed) => {
    const { port } = server.address() as AddressInfo;
    const path = "/api/auth/callback/credentials";
    request({ host: "127.0.0.1", port, method, path, headers, agent: false }, (response) => {
      response.resume();
      response.on("end", () => done(response.statusCode!));
    })
      .on("error", failed)
      .end();
  });

const host = "countersign.example";

describe("a sign-in", () => {
  it.each([
    [host, ORIGIN],
    ["COUNTERSIGN.example", ORIGIN],
    ["localhost:3000", "http://localhost:3000"],
  ])("under a name of ours, from a page of ours, is let in: %s", async (name, origin) => {
    expect(await send("GET", { host: name })).toBe(200);
    expect(await send("POST", { host: name, origin, "sec-fetch-site": "same-origin" })).toBe(200);
  });

  it.each([
    "evil.example",
    "countersign.example.evil.example",
    "countersign.example:8080",
    "localhost",
    "127.0.0.1:3000@evil.example",
    "",
  ])("under a name that somebody else bound to this address is refused: %j", async (name) => {
    expect(await send("GET", { host: name })).toBe(421);
    expect(await send("POST", { host: name, origin: ORIGIN })).toBe(421);
    expect(await send("POST", { host: name, origin: `http://${name}` })).toBe(421);
  });

  it.each([
    ["a foreign page", { origin: "https://evil.example" }],
    ["a sandboxed page", { origin: "null" }],
    ["nobody knows where", {}],
    ["a page beside ours", { origin: ORIGIN, "sec-fetch-site": "same-site" }],
    ["another port", { origin: `${ORIGIN}:8443` }],
  ])("sent by %s is refused", async (_name, headers) => {
    expect(await send("POST", { host, ...headers } as Record<string, string>)).toBe(403);
  });
});
