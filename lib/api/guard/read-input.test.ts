import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { everyRow } from "#lib/testing/databases/every-row.ts";
import { type TestApi, testApi } from "#lib/testing/servers/api.ts";
import { isProblem, refused } from "#lib/testing/servers/problem.ts";
import { READS, WRITES } from "#lib/testing/specimens/route-keys.ts";
import { addressOf, specimens } from "#lib/testing/specimens/specimens.ts";

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api?.close());

const world = () => everyRow(api.database.ownerUrl);

describe("a request that is refused", () => {
  it.each(WRITES)("with a field too many: %s", async (key) => {
    const specimen = specimens(api.here)[key];
    const before = await world();
    for (const [field, value] of [
      ["state", "approved"],
      ["signerId", api.here.author.id],
      ["workspaceId", api.there.workspace.workspaceId],
      ["constructor", { prototype: { isAdmin: true } }],
      ["actor", "someone"],
      ["createdAt", "2020-01-01T00:00:00Z"],
      ["", 1],
    ] as const)
      await refused(
        api.call(key.split(" ")[0]!, addressOf(key, specimen), {
          json: { ...specimen.rest, [field]: value },
        }),
        400,
        "invalid-input",
      );
    const smuggled = `{"__proto__":{"roles":["admin"]},${JSON.stringify({ ...specimen.rest, x: 1 }).slice(1)}`;
    await refused(
      api.call(key.split(" ")[0]!, addressOf(key, specimen), { body: smuggled }),
      400,
      "key-forbidden",
    );
    expect(await world()).toBe(before);
  });

  it.each(WRITES.filter((key) => key.includes("{")))(
    "with a path's field in the body too: %s",
    async (key) => {
      const specimen = specimens(api.here)[key];
      for (const [name, value] of Object.entries(specimen.path))
        await refused(
          api.call(key.split(" ")[0]!, addressOf(key, specimen), {
            json: { ...specimen.rest, [name]: value },
          }),
          400,
          "field-in-path",
        );
    },
  );

  it.each(READS.filter((key) => key.includes("{")))(
    "with a path's field in the query too: %s",
    async (key) => {
      const specimen = specimens(api.here)[key];
      for (const [name, value] of Object.entries(specimen.path))
        await refused(api.call("GET", `${addressOf(key, specimen)}?${name}=${value}`), 400, "field-in-path");
    },
  );

  it.each(WRITES)("with a body that is not JSON, and says so: %s", async (key) => {
    const path = addressOf(key, specimens(api.here)[key]);
    const method = key.split(" ")[0]!;
    for (const type of [
      "application/x-www-form-urlencoded",
      "text/plain",
      "multipart/form-data; boundary=x",
      "application/json-seq",
      "application/jsonp",
      "text/json",
      "",
    ])
      await refused(
        api.call(method, path, {
          body: new TextEncoder().encode('{"a":1}'),
          headers: { "content-type": type },
        }),
        415,
        "content-type-not-json",
      );
    for (const encoding of ["gzip", "br", "deflate, gzip", "x"])
      await refused(
        api.call(method, path, { body: "{}", headers: { "content-encoding": encoding } }),
        415,
        "content-encoded",
      );
    for (const body of ["[]", "null", "7", '"x"', "true"])
      await refused(api.call(method, path, { body }), 400, "not-an-object");
    for (const body of ["{", "{]", "a=b", "\u0000", '{"a":NaN}', "<xml/>"])
      await refused(api.call(method, path, { body }), 400, "not-json");
    await refused(api.call(method, path, { body: '{"a":1,"a":2}' }), 400, "key-twice");
    await refused(api.call(method, path, { body: '{"a":"\\u0000"}' }), 400, "text-malformed");
    await refused(api.call(method, path, { body: `{"a":${"[".repeat(10_000)}` }), 400, "too-deep");
    await refused(api.call(method, path, { body: new Uint8Array([0x7b, 0xff, 0x7d]) }), 400, "not-utf-8");
  });

  it.each([
    ["a NUL", "flight\u0000"],
    ["a right-to-left override", "flight\u202edelay"],
    ["nothing", "   "],
    ["a number", 7],
    ["too much", "x".repeat(121)],
    ["a list", ["x"]],
  ])("with %s for a title names the field and says what to do", async (_, title) => {
    const specimen = specimens(api.here)["POST /models"];
    const answer = await api.call("POST", "/api/v1/models", { json: { ...specimen.rest, title } });
    isProblem(answer);
    expect(answer.status).toBe(400);
    if (answer.problem.code === "invalid-input") {
      expect(answer.problem).toMatchObject({ field: "title", todo: expect.any(String) });
      expect(answer.problem.issues).toEqual([{ field: "title", message: expect.any(String) }]);
    } else expect(answer.problem.code).toBe("text-malformed");
  });

  it("with many faults lists the first twenty", async () => {
    const people = Array.from({ length: 300 }, () => ({
      tiers: [],
      council: "",
      seats: [],
      reviewDays: 0,
      validDays: 0,
    }));
    const answer = await api.call("POST", "/api/v1/policies", {
      json: { title: "", routes: people.slice(0, 4) },
    });
    expect(answer.status).toBe(400);
    expect(answer.problem.issues).toHaveLength(20);
    expect(answer.text.length).toBeLessThan(5000);
  });
});
