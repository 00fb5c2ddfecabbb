import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeSession } from "#lib/access/commands/close-session.ts";
import { disablePerson } from "#lib/access/commands/disable-person.ts";
import { issueToken } from "#lib/access/commands/issue-token.ts";
import { revokeToken } from "#lib/access/commands/revoke-token.ts";
import { PERMISSIONS, type Permission, TOKEN_SCOPES } from "#lib/access/permission.ts";
import { definitionOf } from "#lib/api/route.ts";
import { routes } from "#lib/api/table.ts";
import { newTokenSecret } from "#lib/crypto/token-secret.ts";
import { withClient } from "#lib/testing/databases/cluster.ts";
import { cookieFor, ORIGIN, type TestApi, testApi } from "#lib/testing/servers/api.ts";
import type { RouteKey } from "#lib/testing/specimens/requests/request.ts";
import { addressOf, contentOf, specimens } from "#lib/testing/specimens/specimens.ts";

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api?.close());

const KEYS = routes.map(({ method, path }) => `${method} ${path}` as RouteKey);
const get = (headers: Record<string, string>, path = "/api/v1/models") =>
  api.call("GET", path, { as: null, headers });
const signInNeeded = { status: 401, code: "sign-in-needed" };

/** Sends a row's specimen as a given caller. */
function sendAs(as: Parameters<TestApi["call"]>[2], key: RouteKey) {
  const specimen = specimens(api.here)[key];
  const { query, ...content } = contentOf(key, specimen);
  return api.call(key.split(" ")[0]!, addressOf(key, specimen) + query, { ...content, ...as });
}

describe("nobody", () => {
  it.each([
    ...KEYS,
    "POST /predictions",
    "POST /outcomes",
    "POST /artifacts",
    "POST /session/step-up",
    "POST /account/password",
    "GET /models/m/versions/1/artifacts/weights.json",
    "GET /log/checkpoint",
    "GET /log/tile/0/000",
    "GET /log/proof/0198c0de-0000-7000-8000-000000000000.tlog-proof",
  ])("is let in nowhere: %s", async (key) => {
    const known = KEYS.find((row) => row === key);
    const path = known
      ? addressOf(known, specimens(api.here)[known])
      : `/api/v1${key.slice(key.indexOf(" ") + 1)}`;
    const method = key.split(" ")[0]!;
    for (const headers of [
      {},
      {
        "x-middleware-subrequest": "middleware:middleware:middleware",
        "x-forwarded-user": api.here.everyone.id,
      },
    ]) {
      const answer = await api.call(method, path, {
        as: null,
        headers,
        ...(method === "GET" ? {} : { json: {} }),
      });
      expect(answer.problem, key).toMatchObject(signInNeeded);
      expect(answer.headers.get("www-authenticate")).toContain("Bearer");
    }
  });

  it("is not let into flag evaluation either", async () => {
    const answer = await api.call("POST", "/ofrep/v1/evaluate/flags", { as: null, json: {} });
    expect(answer.status).toBe(401);
  });
});

describe("a token", () => {
  it.each([
    ["a malformed escape", "Bearer %E0%A4%A"],
    ["nothing", "Bearer"],
    ["an empty one", "Bearer "],
    ["never issued", `Bearer ${newTokenSecret().secret}`],
    ["a session's cookie", "Bearer eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..x.y.z"],
    ["two of them", "Bearer a, Bearer b"],
    ["as long as can be", `Bearer ${"a".repeat(100_000)}`],
    ["a Basic of no colon", `Basic ${Buffer.from("abc").toString("base64")}`],
    ["a Basic of no text", `Basic ${Buffer.from([0xff, 0xfe, 0x3a, 0xff]).toString("base64")}`],
    ["a Basic that is broken", "Basic %%%"],
    ["another scheme", 'Digest username="a"'],
    ["a quote", "Bearer ' OR 1=1 --"],
  ])("that is %s belongs to nobody", async (_, authorization) => {
    expect((await get({ authorization })).problem).toMatchObject(signInNeeded);
  });

  it("is read from Bearer and from the password of Basic", async () => {
    const { secret } = api.here.token;
    const basic = Buffer.from(`anything:${secret}`).toString("base64");
    for (const authorization of [`Bearer ${secret}`, `bearer ${secret}`, `Basic ${basic}`])
      expect((await get({ authorization })).status).toBe(200);
  });

  it("that is wrong is refused despite a valid cookie", async () => {
    const cookie = await cookieFor(api.here.everyone.sessionId);
    expect((await get({ authorization: "Bearer nonsense", cookie })).problem).toMatchObject(signInNeeded);
  });

  it("that was revoked or has expired is refused from the next request on", async () => {
    const { workspace, everyone } = api.here;
    const wanted = {
      name: "short",
      scopes: ["registry:read"],
      expiresInDays: 1,
      responsibleId: everyone.id,
    };
    const [revoked, expired] = [
      await workspace.make(issueToken, wanted, workspace.system),
      await workspace.make(issueToken, wanted, workspace.system),
    ];
    for (const { secret } of [revoked, expired])
      expect((await get({ authorization: `Bearer ${secret}` })).status).toBe(200);
    await workspace.make(revokeToken, { tokenId: revoked.tokenId }, everyone);
    await withClient(api.database.ownerUrl, (client) =>
      client.query("UPDATE service_token SET expires_at = now() WHERE id = $1", [expired.tokenId]),
    );
    for (const { secret } of [revoked, expired])
      expect((await get({ authorization: `Bearer ${secret}` })).problem).toMatchObject(signInNeeded);
  });

  it.each(KEYS)("without the scope is refused: %s", async (key) => {
    const { permission } = definitionOf(routes.find(({ method, path }) => `${method} ${path}` === key)!);
    const { workspace, everyone } = api.here;
    const scopes = TOKEN_SCOPES.filter((scope) => scope !== permission);
    const { secret } = await workspace.make(
      issueToken,
      { name: "less", scopes, expiresInDays: 1, responsibleId: everyone.id },
      workspace.system,
    );
    expect((await sendAs({ as: secret }, key)).problem).toMatchObject({ status: 403, code: "scope-missing" });
  });
});

describe("a session", () => {
  it("ends for its cookie when it is closed, and when its person's access ends", async () => {
    const { workspace } = api.here;
    const leaver = await workspace.person("Leaver", ["viewer"]);
    const out = await workspace.person("Signing out", ["viewer"]);
    for (const person of [leaver, out])
      expect((await get({ cookie: await cookieFor(person.sessionId) })).status).toBe(200);
    await workspace.make(disablePerson, { personId: leaver.id, reason: "Left." }, api.here.everyone);
    await workspace.make(closeSession, { sessionId: out.sessionId }, workspace.system);
    for (const person of [leaver, out])
      expect((await get({ cookie: await cookieFor(person.sessionId) })).problem).toMatchObject(signInNeeded);
  });

  it("cannot be forged: the cookie is sealed with our secret, and expires", async () => {
    const { sessionId } = api.here.everyone;
    for (const cookie of [
      await cookieFor(sessionId, "another secret, just as long as the right one"),
      await cookieFor(sessionId, undefined, -60),
      `countersign=${sessionId}`,
      "countersign=",
      "countersign=%E0%A4%A",
      `countersign=${"a".repeat(20_000)}`,
      `countersign=${Buffer.from(JSON.stringify({ alg: "none" })).toString("base64url")}.${Buffer.from(JSON.stringify({ sid: sessionId })).toString("base64url")}.`,
      await cookieFor("0198c0de-0000-7000-8000-000000000000"),
      (await cookieFor(sessionId)).replace("countersign=", "__Host-countersign="),
    ])
      expect((await get({ cookie })).problem, cookie.slice(0, 60)).toMatchObject(signInNeeded);
  });

  it.each([
    ["no Origin", { origin: "" }],
    ["Origin null", { origin: "null" }],
    ["an Origin that is none", { origin: "http://[" }],
    ["another port", { origin: `${ORIGIN}:8443` }],
    ["another scheme", { origin: ORIGIN.replace("https", "http") }],
    ["a host that ends like ours", { origin: "https://evil-countersign.example" }],
    ["a host that begins like ours", { origin: `${ORIGIN}.evil.example` }],
    ["our Origin in another case", { origin: ORIGIN.toUpperCase() }],
    ["two Origins", { origin: `${ORIGIN} https://evil.example` }],
    ["another site, as the browser reports", { "sec-fetch-site": "cross-site" }],
    ["a sibling of our site, as the browser reports", { "sec-fetch-site": "same-site" }],
    ["no site, as the browser reports", { "sec-fetch-site": "none" }],
  ])("changes nothing from %s", async (_, headers) => {
    for (const key of ["POST /models", "PUT /people/{personId}/assignment"] as const) {
      const answer = await sendAs({ headers }, key);
      expect(answer.problem).toMatchObject({ status: 403, code: "foreign-origin" });
    }
    expect((await get({ cookie: await cookieFor(api.here.everyone.sessionId), ...headers })).status).toBe(
      200,
    );
  });

  it("makes changes from our own pages, even from a browser that sends no site header", async () => {
    for (const headers of [{}, { "sec-fetch-site": "" }])
      expect((await sendAs({ headers }, "POST /models")).status).toBe(200);
  });

  it("of a token needs no Origin: no browser sends a token on its own", async () => {
    const answer = await sendAs(
      { as: api.here.token.secret, headers: { origin: "https://evil.example" } },
      "POST /models",
    );
    expect(answer.status).toBe(200);
  });
});

describe("a person", () => {
  it("without the role may not change anything", async () => {
    const changes = routes.filter(
      (route) => route.method !== "GET" && !isOwnAffair(definitionOf(route).permission),
    );
    expect(changes.length).toBeGreaterThan(15);
    for (const key of changes.map(({ method, path }) => `${method} ${path}` as RouteKey))
      expect((await sendAs({ as: api.here.viewer }, key)).problem, key).toMatchObject({
        status: 403,
        code: "role-missing",
      });
  });
});

it("an unknown method has no effect, and an unknown address is refused", async () => {
  for (const [method, path, status, code] of [
    ["DELETE", "/api/v1/models/sky-model", 405, "method-not-allowed"],
    ["PATCH", "/api/v1/people", 405, "method-not-allowed"],
    ["POST", "/api/v1/audit/events", 405, "method-not-allowed"],
    ["PUT", "/api/v1/models", 405, "method-not-allowed"],
    ["OPTIONS", "/api/v1/models", 405, "method-not-allowed"],
    ["GET", "/api/v1/nothing", 404, "no-such-address"],
    ["GET", "/api/v2/models", 404, "no-such-address"],
  ] as const) {
    const answer = await api.call(method, path);
    expect(answer.problem, `${method} ${path}`).toMatchObject({ status, code });
    expect(answer.headers.get("access-control-allow-origin")).toBeNull();
  }
});

/** What every person may do: manage their own account. */
const isOwnAffair = (permission: Permission): boolean =>
  (PERMISSIONS[permission] as readonly string[]).includes("viewer");
