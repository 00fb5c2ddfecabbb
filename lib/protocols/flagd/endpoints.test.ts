import { FlagdCore } from "@openfeature/flagd-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { issueToken } from "#lib/access/commands/issue-token.ts";
import { type ApiServer, apiServer } from "#lib/testing/servers/api-server.ts";
import { exposedModel } from "#lib/testing/worlds/telemetry.ts";
import { type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";

let here: TestWorkspace;
let server: ApiServer;
let model: Awaited<ReturnType<typeof exposedModel>>;
let responsibleId: string;
beforeAll(async () => {
  here = await testWorkspace();
  responsibleId = (await here.person("Alex Kim", ["admin"])).id;
  model = await exposedModel(here);
  await model.expose({ at: new Date(), kind: "live" });
  server = await apiServer(here.db, here.database.appUrl);
});
afterAll(async () => {
  await server?.close();
  await here?.close();
});

async function issue(scopes: string[]): Promise<string> {
  here.clock.now = new Date();
  const asked = { name: "flagd", scopes, expiresInDays: 30, responsibleId };
  return (await here.make(issueToken, asked, here.system)).secret;
}
const poll = (token: string, etag?: string) =>
  fetch(`${server.baseUrl}/ofrep/v1/flagd.json`, {
    headers: { authorization: `Bearer ${token}`, ...(etag ? { "if-none-match": etag } : {}) },
  });

it("gives flagd what it reads, nothing again while nothing changed, and a new one once a pointer serves differently", async () => {
  const token = await issue(["assignment:evaluate"]);
  const first = await poll(token);
  expect([first.status, first.headers.get("cache-control")]).toEqual([200, "private, no-cache"]);
  const core = new FlagdCore();
  core.setConfigurations(await first.text());
  const evaluated = core.resolveStringEvaluation("flight-delay.production", "none", { targetingKey: "a" });
  expect(evaluated).toMatchObject({ value: "1", reason: "STATIC" });
  const etag = first.headers.get("etag")!;
  expect((await poll(token, etag)).status).toBe(304);
  const exposureId = await model.expose({ at: new Date() });
  while (server.assignments.all(here.workspaceId)[0]?.exposureId !== exposureId)
    await new Promise((done) => setTimeout(done, 10));
  const second = await poll(token, etag);
  expect(second.status).toBe(200);
  expect(core.setConfigurations(await second.text())).toEqual(["flight-delay.production"]);
});

it("refuses whoever may not evaluate: no token, another scope, a token that ended", async () => {
  expect((await fetch(`${server.baseUrl}/ofrep/v1/flagd.json`)).status).toBe(401);
  expect((await poll(await issue(["rollout:read"]))).status).toBe(403);
  expect((await poll("cs_nothing")).status).toBe(401);
});
