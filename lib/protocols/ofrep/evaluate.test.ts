import { readFileSync } from "node:fs";
import { OFREPProvider } from "@openfeature/ofrep-provider";
import { type Client, OpenFeature } from "@openfeature/server-sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { issueToken } from "#lib/access/commands/issue-token.ts";
import { revokeToken } from "#lib/access/commands/revoke-token.ts";
import { type ApiServer, apiServer } from "#lib/testing/servers/api-server.ts";
import { exposedModel } from "#lib/testing/worlds/telemetry.ts";
import { type Person, type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { evaluationSuccess } from "./wire.ts";

/** The answers of OFREP 0.3.0's OpenAPI, with `anyOf` for its `oneOf`; nothing besides what it names. */
const metadata = z.record(z.string(), z.union([z.boolean(), z.string(), z.number()]));
const success = z.strictObject({
  key: z.string(),
  reason: z.enum(["STATIC", "TARGETING_MATCH", "SPLIT", "DISABLED", "UNKNOWN"]),
  variant: z.string(),
  value: z.string(),
  metadata,
});
const failure = (...codes: [string, ...string[]]) =>
  z.strictObject({ key: z.string(), errorCode: z.enum(codes), errorDetails: z.string() });
const invalid = failure("PARSE_ERROR", "TARGETING_KEY_MISSING", "INVALID_CONTEXT", "GENERAL");
const notFound = failure("FLAG_NOT_FOUND");
const bulk = z.strictObject({ flags: z.array(z.union([success, invalid])), eventStreams: z.array(z.any()) });

const KEY = "flight-delay.production";
const REAL_NOW = new Date();

let here: TestWorkspace;
let admin: Person;
let server: ApiServer;
let token: string;
let tokenId: string;
let model: Awaited<ReturnType<typeof exposedModel>>;
let client: Client;

beforeAll(async () => {
  here = await testWorkspace();
  admin = await here.person("Alex Kim", ["admin"]);
  model = await exposedModel(here);
  await model.expose({ at: REAL_NOW, kind: "live" });
  server = await apiServer(here.db, here.database.appUrl);
  ({ secret: token, tokenId } = await issue(["assignment:evaluate"]));
  await OpenFeature.setProviderAndWait("good", providerWith(token));
  client = OpenFeature.getClient("good");
});
afterAll(async () => {
  await OpenFeature.close();
  await server?.close();
  await here?.close();
});

function issue(scopes: string[]) {
  here.clock.now = new Date();
  const serving = { name: "serving", scopes, expiresInDays: 30, responsibleId: admin.id };
  return here.make(issueToken, serving, here.system);
}
const providerWith = (secret: string) =>
  new OFREPProvider({ baseUrl: server.baseUrl, headers: { Authorization: `Bearer ${secret}` } });

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${server.baseUrl}/ofrep/v1/evaluate/flags${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}`, ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
const ask = (targetingKey: string) => ({ context: { targetingKey } });

/** Puts an exposure on the pointer and waits until the server serves it. */
async function now(exposing: Parameters<typeof model.expose>[0]): Promise<string> {
  const exposureId = await model.expose(exposing);
  await expect
    .poll(() => server.assignments.find(here.workspaceId, KEY)?.exposureId, { timeout: 5000, interval: 10 })
    .toBe(exposureId);
  return exposureId;
}

describe("the OpenFeature SDK with its OFREP provider", () => {
  it("gets the live version", async () => {
    const exposureId = await now({ at: REAL_NOW, kind: "live" });
    const found = await client.getStringDetails(KEY, "none", { targetingKey: "flight-1" });
    expect(found).toMatchObject({ value: "1", variant: "live", reason: "STATIC" });
    expect(found.flagMetadata).toMatchObject({ exposureId, arm: "baseline" });
  });

  it("gets both versions in their shares in a canary, each subject always the same one", async () => {
    await now({ at: REAL_NOW, kind: "canary" });
    const answers = new Map<string, string>();
    for (let n = 0; n < 200; n++) {
      const subject = `flight-${n % 100}`;
      const { value, variant } = await client.getStringDetails(KEY, "none", { targetingKey: subject });
      expect(variant).toBe(value === "2" ? "candidate" : "baseline");
      expect(answers.get(subject) ?? value).toBe(value);
      answers.set(subject, value);
    }
    const inCandidate = [...answers.values()].filter((value) => value === "2").length;
    expect(inCandidate).toBeGreaterThan(8);
    expect(inCandidate).toBeLessThan(42);
  });

  it("learns which version to query alongside in shadow", async () => {
    await now({ at: REAL_NOW, kind: "shadow" });
    const found = await client.getStringDetails(KEY, "none", { targetingKey: "flight-1" });
    expect(found).toMatchObject({ value: "1", flagMetadata: { shadowVersion: "2" } });
  });

  it("falls back to its default and says why", async () => {
    await now({ at: REAL_NOW, kind: "canary" });
    expect(await client.getStringDetails(KEY, "none", {})).toMatchObject({
      value: "none",
      errorCode: "TARGETING_KEY_MISSING",
    });
    expect(await client.getStringDetails("nothing.here", "none", { targetingKey: "a" })).toMatchObject({
      value: "none",
      errorCode: "FLAG_NOT_FOUND",
    });
    await OpenFeature.setProviderAndWait("bad", providerWith("cst_no"));
    expect(
      await OpenFeature.getClient("bad").getStringDetails(KEY, "none", { targetingKey: "a" }),
    ).toMatchObject({ value: "none", reason: "ERROR" });
  });
});

describe("one flag", () => {
  it("answers as the OpenAPI describes", async () => {
    await now({ at: REAL_NOW, kind: "canary" });
    const answer = await post(`/${KEY}`, ask("a"));
    expect(answer.status).toBe(200);
    const answered = await answer.json();
    expect(success.parse(answered).reason).toBe("SPLIT");
    expect(evaluationSuccess.parse(answered)).toEqual(answered);
    const none = await post("/nothing.here", ask("a"));
    expect(none.status).toBe(404);
    notFound.parse(await none.json());
    for (const body of [{}, { context: {} }, { context: { targetingKey: "" } }]) {
      const missing = await post(`/${KEY}`, body);
      expect(missing.status).toBe(400);
      expect(invalid.parse(await missing.json()).errorCode).toBe("TARGETING_KEY_MISSING");
    }
  });

  it.each([
    ["no JSON", "{"],
    ["a list", "[]"],
    ["a context that is none", { context: "flight-1" }],
    ["a key that is no text", { context: { targetingKey: 7 } }],
    ["a key without end", { context: { targetingKey: "a".repeat(201) } }],
    ["a key twice", '{"context":{"targetingKey":"a","targetingKey":"b"}}'],
  ])("refuses %s", async (_name, body) => {
    const answer = await post(`/${KEY}`, body);
    expect(answer.status).toBe(400);
    expect(invalid.parse(await answer.json()).errorCode).toBe("INVALID_CONTEXT");
  });

  it("ignores the rest of a context", async () => {
    const context = { targetingKey: "a", email: "someone@example.com", nested: { deep: true } };
    expect(await (await post(`/${KEY}`, { context })).text()).not.toContain("someone");
  });

  it("is evaluated whatever the attributes hold that it does not read", async () => {
    await now({ at: REAL_NOW, kind: "canary" });
    const odd = await post(`/${KEY}`, '{"context":{"targetingKey":"a","x":1,"x":[[{"y":1e999}]]}}');
    expect([odd.status, success.parse(await odd.json()).key]).toEqual([200, KEY]);
  });

  it("asks for a key that is a text only where it needs one", async () => {
    await now({ at: REAL_NOW, kind: "canary" });
    const odd = { context: { targetingKey: 7 } };
    expect(await (await post("", odd)).json()).toMatchObject({ flags: [{ errorCode: "INVALID_CONTEXT" }] });
    await now({ at: REAL_NOW, kind: "live" });
    for (const path of [`/${KEY}`, ""]) expect((await post(path, odd)).status).toBe(200);
  });

  it("is for who may evaluate", async () => {
    const anonymous = await post(`/${KEY}`, ask("a"), { authorization: "" });
    expect([anonymous.status, anonymous.headers.get("www-authenticate")]).toEqual([401, "Bearer"]);
    const other = await issue(["registry:read"]);
    const forbidden = await post(`/${KEY}`, ask("a"), { authorization: `Bearer ${other.secret}` });
    expect(forbidden.status).toBe(403);
  });

  it("accepts the token as an API key too", async () => {
    const answer = await fetch(`${server.baseUrl}/ofrep/v1/evaluate/flags/${KEY}`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-api-key": token },
      body: JSON.stringify(ask("a")),
    });
    expect(answer.status).toBe(200);
  });
});

describe("all flags", () => {
  it("have an ETag, and answer 304 while nothing changes", async () => {
    await now({ at: REAL_NOW, kind: "canary" });
    const first = await post("", ask("a"));
    expect(first.status).toBe(200);
    const { flags } = bulk.parse(await first.json());
    expect(flags).toHaveLength(1);
    const etag = first.headers.get("etag")!;
    const again = await post("", ask("a"), { "if-none-match": etag });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    for (const named of [`W/${etag}`, `"other", W/${etag}`, "*"])
      expect((await post("", ask("a"), { "if-none-match": named })).status).toBe(304);
    expect((await post("", ask("b"), { "if-none-match": etag })).status).toBe(200);
    await now({ at: REAL_NOW, kind: "live" });
    expect((await post("", ask("a"), { "if-none-match": etag })).status).toBe(200);
  });

  it("report which of them need a key", async () => {
    await now({ at: REAL_NOW, kind: "canary" });
    const { flags } = bulk.parse(await (await post("", { context: {} })).json());
    expect(flags[0]).toMatchObject({ key: KEY, errorCode: "TARGETING_KEY_MISSING" });
  });
});

it("a revoked token stops working within seconds", async () => {
  expect((await post(`/${KEY}`, ask("a"))).status).toBe(200);
  await here.make(revokeToken, { tokenId }, admin);
  await expect.poll(async () => (await post(`/${KEY}`, ask("a"))).status, { timeout: 5000 }).toBe(401);
});

it("every server records since when it serves an exposure", async () => {
  const { exposureId } = server.assignments.find(here.workspaceId, KEY)!;
  await expect
    .poll(() => here.db.prisma.exposureAck.findMany({ where: { exposureId } }), { timeout: 5000 })
    .toMatchObject([{ loadedAt: expect.any(Date), firstServedAt: expect.any(Date) }]);
});

const OPENAPI = "../../../../shared/vectors/rollouts/openfeature-protocol/openapi.yaml";
const openapi = new URL(OPENAPI, import.meta.url);
const text = readIfThere(openapi);
it.skipIf(text === null)("the answers checked here are those of the published OpenAPI", () => {
  const enums = [...text!.matchAll(/enum: \[([A-Z_, ]+)\]/g)].map((match) => match[1]!.split(", "));
  expect(enums).toContainEqual(success.shape.reason.options);
  for (const refused of [invalid, notFound]) expect(enums).toContainEqual(refused.shape.errorCode.options);
  expect(text).toContain("version: 0.3.0");
});

function readIfThere(url: URL): string | null {
  try {
    return readFileSync(url, "utf8");
  } catch {
    console.warn(`skipped: no OpenAPI of OFREP at ${url.pathname}`);
    return null;
  }
}
