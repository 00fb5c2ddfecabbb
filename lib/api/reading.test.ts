import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { everyRow } from "#lib/testing/databases/every-row.ts";
import { type TestApi, testApi } from "#lib/testing/servers/api.ts";
import { isProblem, refused } from "#lib/testing/servers/problem.ts";
import type { RouteKey } from "#lib/testing/specimens/requests/request.ts";
import { READS, WRITES } from "#lib/testing/specimens/route-keys.ts";
import { addressOf, contentOf, specimens } from "#lib/testing/specimens/specimens.ts";
import { fieldsOf } from "./contract/fields.ts";
import { pathParameters } from "./contract/path.ts";
import { inputOf } from "./route.ts";
import { routes } from "./table.ts";

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api?.close());

const world = () => everyRow(api.database.ownerUrl);

describe("paging", () => {
  const lists = routes.filter(
    (route) => route.method === "GET" && Object.hasOwn(fieldsOf(inputOf(route)), "limit"),
  );

  it("is offered by every list", () => expect(lists.length).toBeGreaterThanOrEqual(6));

  it.each(lists.map(({ path }) => path))(
    "is bounded, and an invalid cursor never fails the server: %s",
    async (path) => {
      const specimen = specimens(api.here)[`GET ${path}` as RouteKey];
      const address = addressOf(`GET ${path}`, specimen);
      for (const limit of [
        "1e9",
        "1000000000",
        "0",
        "-1",
        "101",
        "1.5",
        "NaN",
        "",
        "x",
        "5;DROP TABLE person",
        "5%00",
      ])
        expect([400], `limit=${limit}`).toContain(
          (await api.call("GET", `${address}?limit=${encodeURIComponent(limit)}`)).status,
        );
      await refused(api.call("GET", `${address}?limit=5%00`), 400, "text-malformed");
      await refused(api.call("GET", `${address}?limit=5&limit=6`), 400, "key-twice");
      await refused(api.call("GET", `${address}?cursor=${"x".repeat(201)}`), 400, "invalid-input");
      for (const cursor of [
        "garbage",
        "-1",
        "99999999999999999999",
        "' OR 1=1",
        "null",
        "%F0%9F%9B%AB",
        "0198c0de-0000-7000-8000-000000000000",
        "%E0%A4%A",
      ])
        expect((await api.call("GET", `${address}?cursor=${cursor}`)).status, cursor).toBeLessThan(500);
    },
  );
});

describe("reading", () => {
  it("changes nothing, whatever the address and verb", async () => {
    const before = await world();
    for (const key of READS) {
      const specimen = specimens(api.here)[key];
      const { query } = contentOf(key, specimen);
      for (const method of ["GET", "HEAD"]) await api.call(method, addressOf(key, specimen) + query);
    }
    // GET on the address of a mutation changes nothing either.
    for (const key of WRITES) await api.call("GET", addressOf(key, specimens(api.here)[key]));
    for (const key of WRITES)
      await api.call("GET", addressOf(key, specimens(api.here)[key]), {
        headers: { "x-http-method-override": "POST" },
      });
    expect(await world()).toBe(before);
    // The one exception comes later: the process counts readings of the audit log, and records the counts in the log.
    const counted = api.parts.tally.take();
    expect(counted.map(({ kind }) => kind)).toContain("reading");
    expect(new Set(counted.map(({ kind, code }) => `${kind} ${code}`))).toEqual(
      new Set(["reading event-list", "reading event-detail"]),
    );
  });

  it("refuses unknown parameters, even those named like properties of every object", async () => {
    for (const name of [
      "nothing",
      "__proto__",
      "constructor",
      "toString",
      "hasOwnProperty",
      "nxtPmodel",
      "_rsc",
    ])
      await refused(api.call("GET", `/api/v1/models?${name}=1`), 400, "invalid-input");
  });

  it("sends no-store with everything that needs a sign-in", async () => {
    for (const key of READS) {
      const { query } = contentOf(key, specimens(api.here)[key]);
      const answer = await api.call("GET", addressOf(key, specimens(api.here)[key]) + query);
      expect(answer.headers.get("cache-control"), key).toBe("no-store");
    }
  });
});

describe("an address", () => {
  it.each([
    "/api/v1/models/%00",
    "/api/v1/models/%E0%A4%A",
    "/api/v1/models/..%2f..%2fpeople",
    "/api/v1/models/%2e%2e",
    "/api/v1/models/-",
    `/api/v1/models/${"a".repeat(5000)}`,
    "/api/v1/models/sky-model/versions/99999999999999999999",
    "/api/v1/models/sky-model/versions/2147483648",
    "/api/v1/models/sky-model/versions/0",
    "/api/v1/models/sky-model/versions/-1",
    "/api/v1/models/sky-model/versions/1e0",
    "/api/v1/models/sky-model/versions/1.0",
    "/api/v1/models/sky-model/versions/%31",
    "/api/v1/models/sky-model/versions/01",
    "/api/v1/releases/9007199254740993",
    "/api/v1/rollouts/NaN",
    "/api/v1/rollouts/constructor",
    "/api/v1/audit/events/'%20OR%201=1",
    "/api/v1/audit/events/%F0%9F%9B%AB",
    "/api/v1/models/sky-model/versions/1/artifacts/..%2f..%2f..%2fetc%2fpasswd",
    "/api/v1/models/sky-model/versions/1/artifacts/%00",
    "/api/v1/models/sky-model/versions/99999999999/artifacts/weights.json",
    "/api/v1/models/sky-model/versions/x/artifacts/weights.json",
    "/api/v1/log/tile/0/../../../../etc/passwd",
    "/api/v1/log/tile/0/x99999999999999999999/000",
    "/api/v1/log/tile/-1/000",
    "/api/v1/log/tile/64/000",
    "/api/v1/log/tile/entries/%00",
    "/api/v1/log/proof/----.tlog-proof",
    "/api/v1/../../../etc/passwd",
    "//api/v1/models",
    "/api/v1//models",
  ])("that does not exist is refused quietly: %s", async (path) => {
    const answer = await api.call("GET", path);
    expect([200, 400, 404], answer.text).toContain(answer.status);
    if (answer.status !== 200) isProblem(answer);
    expect(answer.text).not.toContain("root:");
  });

  it("has its parameters in its command's input", () => {
    for (const route of routes)
      for (const name of pathParameters(route.path))
        expect(Object.keys(fieldsOf(inputOf(route))), route.path).toContain(name);
  });
});
