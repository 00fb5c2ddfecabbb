import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { demonstration } from "../people.ts";
import { address, bytes, everyPage, type Raw, raw } from "../raw-request.ts";

/** The numbers are those of docs/security.md. */

/** Ways in that frameworks have left open: the proxy's own header, parts of pages, prefetches, other names of a parameter. */
const TRICKS: Readonly<Record<string, { headers?: Record<string, string>; suffix?: string }>> = {
  plainly: {},
  "by the proxy's own header": {
    headers: { "x-middleware-subrequest": "middleware:middleware:middleware:middleware:middleware" },
  },
  "as a part of a page": { headers: { rsc: "1" }, suffix: "?_rsc=abcde" },
  "as a prefetch": {
    headers: { rsc: "1", "next-router-prefetch": "1", "next-router-segment-prefetch": "/_tree" },
    suffix: "?_rsc=1",
  },
  "from inside its layout": {
    headers: {
      rsc: "1",
      "next-router-state-tree": encodeURIComponent(
        JSON.stringify(["", { children: ["(app)", { children: ["__PAGE__", {}] }] }, null, "refetch"]),
      ),
    },
  },
  "under another parameter": { suffix: "?nxtPmodel=flight-delay&nxtPrelease=1" },
  "as its data file": { suffix: ".rsc" },
  "as a segment": { suffix: ".segments/_tree.segment.rsc" },
  "with a session made up": {
    headers: { cookie: "countersign=eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..a.b.c" },
  },
  "as somebody else's proxy says": {
    headers: {
      "x-forwarded-user": "alex.kim@skyline.example",
      "x-forwarded-host": "evil.example",
      "x-forwarded-proto": "https",
    },
  },
};

/** What only somebody signed in may read. */
const SECRETS = [/sha256:[0-9a-f]{8}/, /Mira Okafor/, /Jonas Lindqvist/, /log-?loss/i, /Skyline/];

function givesNothing({ status, headers, text }: Raw, what: string): void {
  expect(status, what).toBeLessThan(500);
  for (const secret of SECRETS) expect(text, what).not.toMatch(secret);
  if (status < 300) expect(text, what).toMatch(/\/sign-in|NEXT_REDIRECT|^\s*$|:/);
  const location = headers.location;
  if (location) expect(new URL(location, address()).origin, what).toBe(address().origin);
}

test("1: every page sends nobody to sign-in, and gives away nothing on the way", async () => {
  test.setTimeout(180_000);
  const pages = everyPage();
  expect(pages.length).toBeGreaterThan(10);
  for (const path of pages) {
    const plain = await raw(path);
    expect([302, 303, 307], path).toContain(plain.status);
    expect(plain.headers.location, path).toMatch(/^\/sign-in(\?|$)/);
    for (const [name, { headers = {}, suffix = "" }] of Object.entries(TRICKS)) {
      const address = suffix.startsWith(".") && path === "/" ? `/index${suffix}` : path + suffix;
      givesNothing(await raw(address, { headers }), `${path} ${name}`);
    }
  }
});

test("1: no spelling of an address of the API gets past the door", async () => {
  for (const path of [
    "/api/v1/models",
    "/api/v1/../v1/models",
    "/api/v1/./models",
    "//api/v1/models",
    "/api//v1/models",
    "/api/auth/../v1/models",
    "/api/auth/..%2fv1/models",
    "/api/auth/%2e%2e/v1/models",
    "/%61pi/v1/models",
    "/api/v1/models/",
    "/api/v1/models;x=1",
    "/api/v1/models%3f",
    "/api/v1/models#",
    "/api/v1\\models",
    "/API/V1/models",
    "/api/v1/models?x-middleware-subrequest=1",
    "/ofrep/v1/../../api/v1/models",
    "/_next/../api/v1/models",
    "/sign-in/../api/v1/models",
    "/api/v1/audit/events",
    "/api/v1/audit/events.csv",
    "/api/v1/releases/1/packet",
    "/api/v1/log/checkpoint",
    "/api/v1/log/tile/entries/000",
  ]) {
    const answer = await raw(path);
    expect([301, 302, 307, 308, 400, 401, 404], path).toContain(answer.status);
    givesNothing({ ...answer, status: 400 }, path);
  }
});

test("2: there is no server action to call", async () => {
  const manifest = JSON.parse(
    readFileSync(join(import.meta.dirname, "../../.next/server/server-reference-manifest.json"), "utf8"),
  ) as { node: object; edge: object };
  expect([manifest.node, manifest.edge]).toEqual([{}, {}]);
  for (const path of ["/", "/sign-in", "/releases/1", "/nothing"])
    for (const action of ["0".repeat(42), "x", "../../etc"])
      for (const type of [
        "text/plain;charset=UTF-8",
        "multipart/form-data; boundary=b",
        "application/json",
      ]) {
        const headers = { "next-action": action, "content-type": type, origin: "null" };
        const answer = await raw(path, { method: "POST", headers, body: '["$K1"]' });
        expect(answer.status, `${path} ${action} ${type}`).toBeLessThan(500);
        givesNothing({ ...answer, status: 400 }, path);
      }
});

test("5: no header says where a request comes from or goes to", async () => {
  const forged = {
    host: "evil.example",
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "https",
    forwarded: "host=evil.example",
  };
  for (const path of [
    "/",
    "/models",
    "/sign-in",
    "/api/auth/signin",
    "/api/auth/csrf",
    "/api/auth/providers",
    "/api/auth/signout",
    "/api/v1/models",
    "/api/health",
  ]) {
    const { status, headers, text } = await raw(path, { headers: forged });
    expect(status, path).toBeLessThan(500);
    expect(`${headers.location ?? ""} ${String(headers["set-cookie"] ?? "")} ${text}`, path).not.toContain(
      "evil.example",
    );
  }
});

test("7: every answer carries the headers, whoever gives it, and none says what runs here", async () => {
  const page = await raw("/sign-in");
  const asset = /\/_next\/static\/[^"\\]+\.js/.exec(page.text)?.[0] ?? "";
  expect(asset).not.toBe("");
  const paths = [
    "/sign-in",
    "/",
    "/nothing",
    "/releases/999999",
    asset,
    "/icon.svg",
    "/_next/static/nothing.js",
  ];
  for (const path of [
    ...paths,
    "/api/v1/models",
    "/api/nothing",
    "/api/v1/openapi.json",
    "/api/docs",
    "/api/health",
    "/api/auth/session",
    "/api/auth/nothing",
    "/ofrep/v1/evaluate/flags",
  ])
    for (const method of ["GET", "HEAD", "POST"]) {
      const { status, headers } = await raw(path, { method });
      const what = `${method} ${path}: ${status}`;
      expect(status, what).toBeLessThan(500);
      expect(headers, what).toMatchObject({
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
      });
      expect(headers["content-security-policy"], what).toContain("frame-ancestors 'none'");
      expect(headers["access-control-allow-origin"], what).toBeUndefined();
      for (const name of ["x-powered-by", "server", "x-nextjs-matched-path", "x-invoke-path"])
        expect(headers[name], `${what} ${name}`).toBeUndefined();
    }
});

test("47: nothing is served that is not meant to be", async () => {
  const asset = /\/_next\/static\/[^"\\]+\.js/.exec((await raw("/sign-in")).text)?.[0] ?? "";
  for (const path of [
    "/.git/HEAD",
    "/.git/config",
    "/.env",
    "/.data/secret",
    "/package.json",
    "/package-lock.json",
    "/server.ts",
    "/lib/env.ts",
    "/prisma/schema/base.prisma",
    "/_next/static/../../package.json",
    "/_next/static/..%2f..%2fserver/server-reference-manifest.json",
    "/_next/static/%2e%2e/%2e%2e/BUILD_ID",
    "/_next/server/preview-props.json",
    "/_next/BUILD_ID",
    "/_next/image?url=%2Ficon.svg&w=64&q=75",
    "/_next/image?url=http%3A%2F%2F127.0.0.1%2F&w=64&q=75",
    "/_next/data/build/index.json",
    "/__nextjs_source-map?filename=server.ts",
    "/__nextjs_original-stack-frames",
    "/_next/mcp",
    `${asset}.map`,
    asset.replace(/\.js$/, ".js.map"),
    "/..%2f..%2fetc%2fpasswd",
    "/../../../../etc/passwd",
    "/%00",
    "/metrics",
    "/debug",
    "/api/debug",
  ]) {
    const { status, text } = await raw(path);
    expect([307, 308, 400, 404, 405], path).toContain(status);
    expect(text, path).not.toMatch(
      /root:x:|"dependencies"|ref: refs\/|sourcesContent|encryptionKey|previewModeSigningKey/,
    );
  }
});

test("47: TRACE, CONNECT, upgrades, other hosts and two lengths get nowhere", async () => {
  const { host } = address();
  const { trafficToken } = await demonstration();
  const head = (line: string, ...headers: string[]) =>
    bytes(`${[line, `Host: ${host}`, ...headers, "Connection: close"].join("\r\n")}\r\n\r\n`);
  const traced = await head("TRACE /sign-in HTTP/1.1", "X-Canary: canary-of-ours");
  expect(traced).not.toContain("canary-of-ours");
  expect(traced).not.toMatch(/^HTTP\/1\.1 (200|5\d\d)/);
  const tracedApi = await head(
    "TRACE /api/v1/models HTTP/1.1",
    `Authorization: Bearer ${trafficToken}`,
    "X-Canary: canary-of-ours",
  );
  expect(tracedApi).not.toContain("canary-of-ours");
  expect(tracedApi).not.toMatch(/^HTTP\/1\.1 (200|5\d\d)/);
  expect(await head("CONNECT 127.0.0.1:22 HTTP/1.1")).not.toMatch(/^HTTP\/1\.1 200/);
  const elsewhere = await head("GET http://127.0.0.1:1/api/v1/models HTTP/1.1");
  expect(elsewhere).not.toMatch(/^HTTP\/1\.1 (200|5\d\d)/);
  const upgrade = [
    "Upgrade: websocket",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Version: 13",
  ];
  for (const path of ["/", "/_next/webpack-hmr", "http://127.0.0.1:1/", "/api/v1/models"])
    expect(await head(`GET ${path} HTTP/1.1`, ...upgrade), path).not.toMatch(/^HTTP\/1\.1 (101|200)/);
  const smuggled =
    "POST /api/v1/models HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /api/health HTTP/1.1\r\nHost: x\r\n\r\n";
  expect(await bytes(smuggled)).toMatch(/^HTTP\/1\.1 400/);
  expect((await bytes(smuggled)).match(/HTTP\/1\.1/g)).toHaveLength(1);
  expect(await bytes("POST /api/v1/models HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n")).toMatch(
    /^HTTP\/1\.1 400/,
  );
  // It is all still there.
  expect((await raw("/sign-in")).status).toBe(200);
});
