import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type TestApi, testApi } from "#lib/testing/servers/api.ts";
import { addVersion } from "#lib/testing/specimens/registry.ts";

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api?.close());

it.each([1, 4999, 5000, 5001, 10_001])(
  "a manifest of %s files hashes to the version's digest",
  async (count) => {
    const { workspace, model, everyone } = api.here;
    const paths = Array.from({ length: count }, (_, i) => `é/${i}`);
    const { number, digest } = await addVersion(workspace, everyone, { model, bits: "x", paths });
    const path = `/api/v1/models/${model}/versions/${number}/manifest`;
    const given = await api.call("GET", path);
    expect(given.status).toBe(200);
    expect(given.headers.get("content-type")).toBe("application/json");
    expect(`sha256:${createHash("sha256").update(given.text).digest("hex")}`).toBe(digest);
    expect((given.json as { path: string }[]).map((file) => file.path)).toEqual(paths.toSorted());
    const headers = { "if-none-match": `W/"${digest}"` };
    expect((await api.call("GET", path, { headers })).status).toBe(304);
  },
);

it("a version there is not has no manifest", async () => {
  const answer = await api.call("GET", `/api/v1/models/${api.here.model}/versions/9999/manifest`);
  expect([answer.status, answer.problem.code]).toEqual([404, "version-not-found"]);
});
