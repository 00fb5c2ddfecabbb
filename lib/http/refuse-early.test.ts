import { createServer, METHODS as EVERY_METHOD, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { partOf } from "#lib/api/part-of.ts";
import { refuseEarly } from "./refuse-early.ts";

let server: Server;
beforeAll(async () => {
  server = createServer((incoming, response) => {
    if (!refuseEarly(incoming, response, partOf(incoming.url ?? "/"))) response.end("let in");
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
});
afterAll(() => new Promise((done) => server.close(done)));

const send = (
  method: string,
  path: string,
): Promise<{ status: number; allow: string | undefined; type: string | undefined }> =>
  new Promise((done, failed) => {
    const { port } = server.address() as AddressInfo;
    request({ host: "127.0.0.1", port, method, path, agent: false }, (response) => {
      response.resume();
      const { allow, "content-type": type } = response.headers;
      response.on("end", () => done({ status: response.statusCode!, allow, type }));
    })
      .on("error", failed)
      .end();
  });

/** CONNECT never arrives here: Node has no handler for it. */
const METHODS = EVERY_METHOD.filter((method) => method !== "CONNECT");

describe("the accepted methods", () => {
  it.each([
    ["/", ["GET", "HEAD"]],
    ["/releases/1", ["GET", "HEAD"]],
    ["/_next/static/x.js", ["GET", "HEAD"]],
    ["/api", ["GET", "HEAD"]],
    ["//api/v1/models", ["GET", "HEAD"]],
    ["/api/auth/signout", ["GET", "HEAD", "POST"]],
    ["/api/v1/models", ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]],
    ["/ofrep/v1/evaluate/flags", ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]],
  ])("at %s are few, and other methods get the list", async (path, allowed) => {
    for (const method of METHODS) {
      const { status, allow, type } = await send(method, path);
      expect(status, method).toBe(allowed.includes(method) ? 200 : 405);
      if (status === 405)
        expect({ allow, type }).toEqual({ allow: allowed.join(", "), type: "application/problem+json" });
    }
  });
});

describe("an address with malformed escapes", () => {
  it.each(["/%", "/models/%E0%A4%A", "/releases/%ff", "/%00", "/models/a%00b", "/api/v1/models/%zz"])(
    "is refused: %s",
    async (path) => {
      expect(await send("GET", path)).toMatchObject({ status: 400, type: "application/problem+json" });
    },
  );
  it.each(["/", "/models/%E6%9D%91", "/models?q=%E0%A4%A", "/%2e%2e/", "/models/a%2fb"])(
    "is let in where it is one: %s",
    async (path) => {
      expect((await send("GET", path)).status).toBe(200);
    },
  );
});
