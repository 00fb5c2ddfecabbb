import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { issueToken } from "#lib/access/commands/issue-token.ts";
import { type ApiServer, apiServer } from "#lib/testing/servers/api-server.ts";
import { exposedModel, outcome, prediction } from "#lib/testing/worlds/telemetry.ts";
import { type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";

let here: TestWorkspace;
let server: ApiServer;
let exposureId: string;
let secrets: { ingest: string; busy: string; other: string };

beforeAll(async () => {
  here = await testWorkspace();
  const model = await exposedModel(here);
  exposureId = await model.expose({ at: new Date() });
  here.clock.now = new Date();
  const { id: responsibleId } = await here.person("Ingrid Est", ["viewer"]);
  const issue = async (scope: string) => {
    const wanted = { name: scope, scopes: [scope], expiresInDays: 1, responsibleId };
    return (await here.make(issueToken, wanted, here.system)).secret;
  };
  secrets = {
    ingest: await issue("telemetry:ingest"),
    busy: await issue("telemetry:ingest"),
    other: await issue("registry:read"),
  };
  server = await apiServer(here.db, here.database.appUrl);
});
afterAll(async () => {
  await server?.close();
  await here?.close();
});

afterEach(() => void vi.unstubAllEnvs());

type Sending = { token?: string; headers?: Record<string, string>; path?: string };

async function send(body: BodyInit | object, { token, headers = {}, path = "predictions" }: Sending = {}) {
  const raw = typeof body === "string" || body instanceof ReadableStream;
  const response = await fetch(`${server.baseUrl}/api/v1/${path}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${token ?? secrets.ingest}`,
      ...headers,
    },
    body: raw ? (body as BodyInit) : JSON.stringify(body),
    ...(body instanceof ReadableStream ? { duplex: "half" } : {}),
  } as RequestInit);
  const { status, headers: answered } = response;
  return {
    status,
    body: (await response.json()) as Record<string, unknown>,
    retryAfter: answered.get("retry-after"),
  };
}
const batch = (count = 1) => ({
  batchId: randomUUID(),
  predictions: Array.from({ length: count }, () => prediction(exposureId, new Date())),
});

it("takes a token's part of a minute and refuses the rest whole, with when to send it again", async () => {
  vi.stubEnv("TELEMETRY_ROWS_A_MINUTE", "5000");
  const [first, second] = [batch(4000), batch(4000)];
  expect(await send(first, { token: secrets.busy })).toMatchObject({ status: 200 });
  const refused = await send(second, { token: secrets.busy });
  expect(refused).toMatchObject({ status: 429, body: { code: "too-many-rows" } });
  expect(Number(refused.retryAfter)).toBeGreaterThan(25);
  expect(Number(refused.retryAfter)).toBeLessThanOrEqual(36);
  // Nothing was stored under its id, and other sources are not concerned.
  expect(await send(batch(4000))).toMatchObject({ status: 200 });
  vi.unstubAllEnvs();
  expect(await send(second, { token: secrets.busy })).toMatchObject({
    status: 200,
    body: { accepted: 4000 },
  });
});

it("ingests a full batch of 5,000, and returns the same answer when it is sent again", async () => {
  const full = batch(5000);
  const first = await send(full);
  expect(first).toEqual({
    status: 200,
    retryAfter: null,
    body: { batchId: full.batchId, accepted: 5000, repeated: 0, contradicted: 0 },
  });
  expect(await send(full)).toEqual(first);
});

it("ingests outcomes under their own address", async () => {
  const sent = batch();
  await send(sent);
  const told = outcome(sent.predictions[0]!.predictionId, 1, new Date());
  expect(await send({ batchId: "o-1", outcomes: [told] }, { path: "outcomes" })).toMatchObject({
    status: 200,
    body: { accepted: 1 },
  });
});

describe("refuses", () => {
  it.each([
    ["nobody", { token: "" }, 401, "sign-in-needed"],
    ["an unknown token", { token: `cst_${"a".repeat(43)}` }, 401, "sign-in-needed"],
    ["a token without the scope", { token: "other" }, 403, "scope-missing"],
    ["another content type", { headers: { "content-type": "text/plain" } }, 415, "content-type-not-json"],
  ])("%s", async (_name, sending: Sending, status, code) => {
    const token = sending.token === "other" ? { token: secrets.other } : {};
    const answer = await send(batch(), { ...sending, ...token });
    expect(answer).toMatchObject({ status, body: { code, status } });
    expect(answer.body["requestId"]).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each([
    ["a body that is cut off", () => JSON.stringify(batch()).slice(0, -2), "not-json"],
    ["a key twice", () => JSON.stringify(batch()).replace("{", '{"batchId":"x",'), "key-twice"],
    ["a bare NaN", () => JSON.stringify(batch()).replace('"score":0.25', '"score":NaN'), "not-json"],
    ["an unknown key", () => ({ ...batch(), note: "x" }), "invalid-input"],
    ["5,001 rows", () => batch(5001), "invalid-input"],
    [
      "an exposure nobody has",
      () => ({ batchId: "b", predictions: [prediction(randomUUID(), new Date())] }),
      "exposure-unknown",
    ],
  ])("%s", async (_name, bodyOf, code) => {
    const answer = await send(bodyOf());
    expect(answer).toMatchObject({ status: 400, body: { code } });
    expect(answer.body["title"]).toBeTruthy();
  });

  it("a body over four mebibytes, with a declared length or without", async () => {
    const huge = JSON.stringify({ ...batch(), padding: "x".repeat(4 * 1024 * 1024) });
    expect(await send(huge)).toMatchObject({ status: 413, body: { code: "body-too-large" } });
    const stream = new Blob([huge]).stream();
    expect(await send(stream)).toMatchObject({ status: 413, body: { code: "body-too-large" } });
  });

  it("other rows under a used id", async () => {
    const { batchId } = batch();
    await send({ ...batch(), batchId });
    expect(await send({ ...batch(), batchId })).toMatchObject({
      status: 409,
      body: { code: "batch-id-reused", todo: expect.any(String) },
    });
  });
});
