import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PERMISSIONS } from "#lib/access/permission.ts";
import { definitionOf } from "#lib/api/route.ts";
import { type TestApi, testApi } from "#lib/testing/servers/api.ts";
import type { RouteKey, Specimen } from "#lib/testing/specimens/requests/request.ts";
import { addressOf, contentOf, specimens } from "#lib/testing/specimens/specimens.ts";
import { API_PREFIX } from "./contract/endpoint.ts";
import { routes } from "./table.ts";

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api?.close());

const KEYS = routes.map(({ method, path }) => `${method} ${path}` as RouteKey);
const send = (key: RouteKey, specimen: Specimen) => {
  const { query, ...content } = contentOf(key, specimen);
  return api.call(key.split(" ")[0]!, addressOf(key, specimen) + query, { ...content, as: whoMay(key) });
};

/** What only reviewers may do, no admin may. */
function whoMay(key: RouteKey) {
  const { permission } = definitionOf(routes.find(({ method, path }) => `${method} ${path}` === key)!);
  const roles: readonly string[] = PERMISSIONS[permission];
  return roles.join() === "reviewer" ? api.here.reviewer : api.here.everyone;
}

describe("an id of another workspace", () => {
  const addressed = KEYS.filter((key) => key.includes("{"));

  it("is a parameter of at least twenty addresses", () => {
    expect(addressed.length).toBeGreaterThanOrEqual(20);
  });

  it.each(addressed)("is not found: %s", async (key) => {
    const own = await send(key, specimens(api.here)[key]);
    // The request is well-formed: with our own ids it reaches a decision.
    expect([200, 403, 409, 410, 422], own.text).toContain(own.status);
    const foreign = await send(key, specimens(api.there)[key]);
    expect(foreign.status, foreign.text).toBe(404);
    expect(foreign.problem.code).toMatch(/-not-found$/);
    // The same refusal as for an id that does not exist.
    const nobody = { ...specimens(api.there)[key], path: strangerTo(specimens(api.there)[key].path) };
    const none = await send(key, nobody);
    expect(none.status, none.text).toBe(404);
    expect(none.problem.code).toBe(foreign.problem.code);
  });

  it.each([
    ["POST /models", { ownerId: () => api.there.everyone.id }, 400],
    [
      "POST /models/{model}/versions",
      { manifest: () => specimens(api.there)["POST /models/{model}/versions"].rest?.["manifest"] },
      400,
    ],
    ["POST /releases", { model: () => api.there.model }, 404],
    ["GET /release-preview", { model: () => api.there.model }, 404],
  ] as const)("is not found in the body either: %s", async (key, change, status) => {
    const own = specimens(api.here)[key];
    const changed = Object.fromEntries(
      Object.entries(change).map(([name, value]) => [name, (value as () => unknown)()]),
    );
    const answer = await send(key, { ...own, rest: { ...own.rest, ...changed } });
    expect(answer.status, answer.text).toBe(status);
    expect(answer.problem.code).toMatch(/-(unknown|missing|not-found)$/);
  });

  it("gives no flag, exposure, artifact or proof", async () => {
    const { here, there } = api;
    const { secret } = here.token;
    const evaluated = await api.call("POST", `/ofrep/v1/evaluate/flags/${there.model}.production`, {
      as: secret,
      json: { context: { targetingKey: "u" } },
    });
    expect(evaluated.status).toBe(404);
    const own = await api.call("POST", `/ofrep/v1/evaluate/flags/${here.model}.production`, {
      as: secret,
      json: { context: { targetingKey: "u" } },
    });
    expect(own.status, own.text).toBe(200);
    const prediction = {
      predictionId: "p",
      arm: "baseline",
      at: new Date().toISOString(),
      score: 0.5,
      latencyMs: 1,
      failed: false,
      exposureId: there.exposureId,
    };
    const sent = await api.call("POST", `${API_PREFIX}/predictions`, {
      as: secret,
      json: { batchId: "b", predictions: [prediction] },
    });
    expect(sent.problem).toMatchObject({ status: 400, code: "exposure-unknown" });
    for (const path of [
      `/models/${there.model}/versions/1/artifacts/weights.json`,
      `/log/proof/${there.event}.tlog-proof`,
    ])
      expect((await api.call("GET", API_PREFIX + path, { as: secret })).status).toBe(404);
  });
});

describe("an answer", () => {
  const reading = KEYS.filter((key) => key.startsWith("GET "));

  it.each(reading)("contains nothing of another workspace: %s", async (key) => {
    const own = specimens(api.here)[key];
    for (const rest of [own.rest, {}, { limit: 100 }, { q: "harbour" }]) {
      const answer = await send(key, { ...own, ...(rest ? { rest } : {}) });
      expect(answer.status).toBeLessThan(500);
      expect(answer.text).not.toMatch(/harbour/i);
      expect(answer.text).not.toContain(api.there.workspace.workspaceId);
    }
  });

  it("to a bulk flag evaluation contains only one's own flags", async () => {
    const answer = await api.call("POST", "/ofrep/v1/evaluate/flags", {
      as: api.here.token.secret,
      json: { context: { targetingKey: "u" } },
    });
    expect(answer.json).toMatchObject({ flags: [{ key: `${api.here.model}.production` }] });
  });

  it.each(["checkpoint", "tile/0/000.p/1", "tile/entries/000", "tile/entries/000.p/5"])(
    "from the log contains no entry of another: %s",
    async (path) => {
      const answer = await api.call("GET", `${API_PREFIX}/log/${path}`, { as: api.here.token.secret });
      expect(answer.status).toBeLessThan(500);
      expect(answer.text).not.toMatch(/harbour/i);
      expect(answer.text).not.toContain(api.there.workspace.workspaceId);
    },
  );
});

function strangerTo(path: Specimen["path"]): Specimen["path"] {
  const strange = (name: string, value: string | number): string | number => {
    if (typeof value === "number") return name === "version" ? value : 987_654;
    return /^[0-9a-f-]{36}$/.test(value) ? "0198c0de-0000-7000-8000-000000000000" : "nobody-has-it";
  };
  return Object.fromEntries(Object.entries(path).map(([name, value]) => [name, strange(name, value)]));
}
