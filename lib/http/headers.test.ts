import {
  createServer,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
  request,
  type Server,
} from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { prepareRequest } from "./headers.ts";

type Seen = { request: IncomingHttpHeaders; response: IncomingHttpHeaders };
let server: Server;
let options = { dev: false, secure: false, trustProxy: false };

beforeAll(async () => {
  server = createServer((incoming, response) => {
    prepareRequest(incoming, response, { path: incoming.url ?? "/", ...options });
    response.end(JSON.stringify(incoming.headers));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
});
afterAll(() => new Promise((done) => server.close(done)));

async function send(
  headers: OutgoingHttpHeaders = {},
  path = "/",
  more: Partial<typeof options> = {},
): Promise<Seen> {
  options = { dev: false, secure: false, trustProxy: false, ...more };
  const { port } = server.address() as AddressInfo;
  return new Promise((done, failed) => {
    request({ host: "127.0.0.1", port, path, headers, agent: false }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
      response.on("end", () =>
        done({ request: JSON.parse(text) as IncomingHttpHeaders, response: response.headers }),
      );
    })
      .on("error", failed)
      .end();
  });
}

const policyOf = ({ response }: Seen): Map<string, string> =>
  new Map(
    String(response["content-security-policy"])
      .split("; ")
      .map((directive) => [directive.split(" ")[0]!, directive.slice(directive.indexOf(" ") + 1)]),
  );
const nonceOf = (seen: Seen): string =>
  /'nonce-([^']+)'/.exec(String(seen.response["content-security-policy"]))?.[1] ?? "";

describe("every answer", () => {
  it("carries the headers that protect a browser", async () => {
    expect((await send()).response).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "same-origin",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "permissions-policy": expect.stringContaining("camera=()"),
    });
  });

  it("allows scripts only by its own nonce, and no frame, plugin or other base", async () => {
    const seen = await Promise.all(Array.from({ length: 50 }, () => send()));
    expect(new Set(seen.map(nonceOf)).size).toBe(50);
    for (const one of seen) expect(Buffer.from(nonceOf(one), "base64")).toHaveLength(16);
    const policy = policyOf(seen[0]!);
    expect(policy.get("script-src")).toBe(`'self' 'nonce-${nonceOf(seen[0]!)}' 'strict-dynamic'`);
    expect(policy.get("script-src")).not.toMatch(/unsafe/);
    expect(Object.fromEntries(policy)).toMatchObject({
      "default-src": "'self'",
      "object-src": "'none'",
      "base-uri": "'none'",
      "frame-ancestors": "'none'",
      "form-action": "'self'",
      "connect-src": "'self'",
    });
  });

  it("6: allows style elements only by the nonce, allows style attributes, and reports what is blocked", async () => {
    const seen = await send();
    const policy = policyOf(seen);
    for (const directive of ["style-src", "style-src-elem"])
      expect(policy.get(directive)).toBe(`'self' 'nonce-${nonceOf(seen)}'`);
    expect(policy.get("style-src-attr")).toBe("'unsafe-inline'");
    expect(policy.get("report-uri")).toBe("/api/csp-report");
    expect(seen.response["reporting-endpoints"]).toBe(`${policy.get("report-to")}="/api/csp-report"`);
  });

  it("passes the same policy to the pages, whatever the request claims", async () => {
    const claimed = {
      "content-security-policy": "script-src * 'nonce-evil'",
      "content-security-policy-report-only": "script-src 'nonce-evil'",
      "x-nonce": "evil",
    };
    const seen = await send(claimed);
    expect(seen.request["content-security-policy"]).toBe(seen.response["content-security-policy"]);
    expect(JSON.stringify(seen)).not.toContain("evil");
  });

  it("sends HSTS only where the public address is https", async () => {
    expect((await send()).response["strict-transport-security"]).toBeUndefined();
    const secure = (await send({}, "/", { secure: true })).response["strict-transport-security"];
    expect(Number(/max-age=(\d+); includeSubDomains/.exec(String(secure))?.[1])).toBeGreaterThanOrEqual(
      31_536_000,
    );
  });
});

describe("a request", () => {
  const spoofed = {
    "x-forwarded-for": "203.0.113.9",
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "https",
    "x-forwarded-port": "1",
    "x-client-address": "203.0.113.9",
    "x-middleware-subrequest": "middleware",
  };

  it("cannot claim a client address: the address is the socket's", async () => {
    const { request: seen } = await send(spoofed);
    expect(seen["x-client-address"]).toBe("127.0.0.1");
    for (const name of Object.keys(spoofed).filter((header) => header !== "x-client-address"))
      expect(seen[name]).toBeUndefined();
  });

  it("through a trusted proxy has the last address that the proxy added", async () => {
    const { request: seen } = await send({ ...spoofed, "x-forwarded-for": "6.6.6.6, 203.0.113.9" }, "/", {
      trustProxy: true,
    });
    expect(seen["x-client-address"]).toBe("203.0.113.9");
    expect(seen["x-middleware-subrequest"]).toBeUndefined();
    expect((await send({}, "/", { trustProxy: true })).request["x-client-address"]).toBe("127.0.0.1");
  });
});
