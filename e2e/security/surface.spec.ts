import { expect, test } from "@playwright/test";
import { address } from "../its-installation.ts";
import { trafficToken } from "../people.ts";
import { bytes, raw } from "../raw-request.ts";

/** The numbers refer to docs/security.md. */

test("7: every answer carries the headers, from every part, and none reveals the software", async () => {
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

test("47: only what is meant to be is served", async () => {
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
  const head = (line: string, ...headers: string[]) =>
    bytes(`${[line, `Host: ${host}`, ...headers, "Connection: close"].join("\r\n")}\r\n\r\n`);
  const traced = await head("TRACE /sign-in HTTP/1.1", "X-Canary: canary-of-ours");
  expect(traced).not.toContain("canary-of-ours");
  expect(traced).not.toMatch(/^HTTP\/1\.1 (200|5\d\d)/);
  const tracedApi = await head(
    "TRACE /api/v1/models HTTP/1.1",
    `Authorization: Bearer ${await trafficToken()}`,
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
  // Everything still works.
  expect((await raw("/sign-in")).status).toBe(200);
});
