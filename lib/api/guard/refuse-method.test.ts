import { afterAll, beforeAll, expect, it } from "vitest";
import { routes } from "#lib/api/table.ts";
import { type TestApi, testApi } from "#lib/testing/servers/api.ts";
import { refused } from "#lib/testing/servers/problem.ts";
import type { RouteKey } from "#lib/testing/specimens/requests/request.ts";
import { addressOf, specimens } from "#lib/testing/specimens/specimens.ts";

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api?.close());

const paths = [...new Set(routes.map(({ path }) => path))];

it.each(paths)("3: %s lists its methods when called with another", async (path) => {
  const takes = routes.filter((route) => route.path === path).map(({ method }) => method);
  const key = `${takes[0]} ${path}` as RouteKey;
  const address = addressOf(key, { path: specimens(api.here)[key].path });
  for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
    if (takes.some((taken) => taken === method)) continue;
    const answer = await refused(api.call(method, address), 405, "method-not-allowed");
    const allowed = answer.headers.get("allow")?.split(", ") ?? [];
    expect(allowed.filter((name) => name !== "HEAD").toSorted()).toEqual(takes.toSorted());
  }
});

it("3: an address that also fits another row's pattern is not mistaken for it", async () => {
  const answer = await refused(api.call("PUT", "/api/v1/factors/recovery-codes"), 405, "method-not-allowed");
  expect(answer.headers.get("allow")).toBe("POST");
  await refused(api.call("POST", "/api/v1/audit/events.csv"), 405, "method-not-allowed");
});

it("an unknown address has no methods", async () => {
  const answer = await refused(api.call("DELETE", "/api/v1/nothing-is-here"), 404, "no-such-address");
  expect(answer.headers.get("allow")).toBeNull();
});
