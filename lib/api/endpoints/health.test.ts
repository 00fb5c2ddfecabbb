import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { haltUnjudgedRollout } from "#lib/rollouts/commands/halt-unjudged-rollout.ts";
import { type TestApi, testApi } from "#lib/testing/servers/api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api?.close());

const health = (asking: Parameters<TestApi["call"]>[2]) => api.call("GET", "/api/health", asking);
const everything = {
  live: true,
  ready: true,
  state: "ok",
  why: [],
  database: true,
  assignments: true,
  version: expect.any(String),
  overreaches: expect.any(Array),
};
const pulse = { live: true, ready: true };

describe("the health of a server", () => {
  it("is only alive or not to strangers, whatever they claim to be", async () => {
    for (const headers of [
      {},
      { authorization: "Bearer made-up" },
      { cookie: "countersign=made.up" },
      { "x-client-address": "127.0.0.1" },
    ])
      expect(await health({ as: null, headers })).toMatchObject({ status: 200, json: pulse });
    expect((await health({ as: null })).json).toEqual(pulse);
  });

  it("is told with its reasons to an admin, and to a token with the scope", async () => {
    const admin = await api.here.workspace.person("Ada Operator", ["admin"]);
    expect((await health({ as: admin })).json).toEqual(everything);
    expect((await health({ as: api.here.token.secret })).json).toEqual(everything);
  });

  it("is only alive or not to people and sessions without the right", async () => {
    const viewer = await api.here.workspace.person("Vic Viewer", ["viewer", "auditor"]);
    expect((await health({ as: viewer })).json).toEqual(pulse);
  });

  it("names the rollouts of one's own workspace that nothing judges", async () => {
    const { workspace, rollout, token } = api.here;
    const halted = { rollout, fence: 1_000, failures: 3 };
    await workspace.make(haltUnjudgedRollout, halted, workspace.system);
    const why = [`Rollout ${rollout} is halted: it could not be judged.`];
    expect((await health({ as: token.secret })).json).toEqual({ ...everything, state: "degraded", why });
    expect((await health({ as: null })).json).toEqual(pulse);
    expect((await health({ as: api.there.token.secret })).json).toEqual(everything);
  });
});
