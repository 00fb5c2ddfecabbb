import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { address } from "../its-installation.ts";
import { everyPage, type Raw, raw } from "../raw-request.ts";

/** The numbers refer to docs/security.md. */

/**
 * Bypasses that frameworks have left open: the proxy's own header, parts of pages, prefetches, alternative parameter
 * names.
 */
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

/** What only a signed-in person may read. */
const SECRETS = [/sha256:[0-9a-f]{8}/, /Mira Okafor/, /Jonas Lindqvist/, /log-?loss/i, /Skyline/];

function givesNothing({ status, headers, text }: Raw, what: string): void {
  expect(status, what).toBeLessThan(500);
  for (const secret of SECRETS) expect(text, what).not.toMatch(secret);
  if (status < 300) expect(text, what).toMatch(/\/sign-in|NEXT_REDIRECT|^\s*$|:/);
  const location = headers.location;
  if (location) expect(new URL(location, address()).origin, what).toBe(address().origin);
}

test("1: every page redirects to sign-in without a session, and reveals nothing", async () => {
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

test("1: the page that ends mail needs only the mail's link, and reveals nothing by another", async () => {
  for (const [name, { headers = {}, suffix = "" }] of Object.entries(TRICKS))
    givesNothing(await raw(`/unsubscribe/1${suffix}`, { headers }), name);
});

test("1: no spelling of an address of the API gets past the guard", async () => {
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

test("5: no header overrides where a request comes from or goes to", async () => {
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
