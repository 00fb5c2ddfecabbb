import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestApi, testApi } from "#lib/testing/servers/api.ts";
import { isProblem, refused } from "#lib/testing/servers/problem.ts";
import { addressOf, specimens } from "#lib/testing/specimens/specimens.ts";

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api?.close());

const TELEMETRY = ["/api/v1/predictions", "/api/v1/outcomes"];

describe("a body too large", () => {
  const limits = [
    ["POST /api/v1/people", 256 * 1024],
    ["POST /api/v1/predictions", 4 * 1024 * 1024],
    ["POST /api/v1/nothing-is-here", 256 * 1024],
    ["POST /ofrep/v1/evaluate/flags", 256 * 1024],
  ] as const;
  const chunked = (bytes: number): ReadableStream<Uint8Array> => {
    let left = bytes;
    return new ReadableStream({
      pull(controller) {
        if (left <= 0) return controller.close();
        controller.enqueue(new Uint8Array(Math.min(left, 64 * 1024)).fill(0x20));
        left -= 64 * 1024;
      },
    });
  };

  it.each(limits)(
    "is refused before it is parsed, whether its length is declared or not: %s",
    async (key, limit) => {
      const [method, path] = key.split(" ") as [string, string];
      await refused(
        api.call(method, path, {
          body: " ".repeat(limit + 1),
          headers: { "content-length": String(limit + 1) },
        }),
        413,
        "body-too-large",
      );
      await refused(api.call(method, path, { body: chunked(limit + 1) }), 413, "body-too-large");
      await refused(
        api.call(method, path, {
          body: chunked(10 * 1024 * 1024),
          headers: { "content-length": "nonsense" },
        }),
        413,
        "body-too-large",
      );
      for (const length of ["-1", "1e9", "0x10", " ", "NaN"])
        await refused(
          api.call(method, path, { body: chunked(limit + 1), headers: { "content-length": length } }),
          413,
          "body-too-large",
        );
    },
  );

  it("does not grow memory", async () => {
    const before = process.memoryUsage().rss;
    for (let i = 0; i < 40; i++)
      await api.call("POST", TELEMETRY[0]!, { as: api.here.token.secret, body: chunked(10 * 1024 * 1024) });
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
  });
});

describe("a million elements", () => {
  it.each([...TELEMETRY, "/api/v1/models/m/versions"])(
    "are refused for their number, quickly: %s",
    async (path) => {
      const name = path.split("/").at(-1)!;
      const body = `{"batchId":"b","${name}":[${"0,".repeat(1_000_000)}0]}`;
      const began = performance.now();
      await refused(api.call("POST", path, { as: api.here.token.secret, body }), 400, "too-many-values");
      expect(performance.now() - began).toBeLessThan(3000);
    },
  );
  it.each(["POST /people", "POST /policies", "POST /models/{model}/versions"] as const)(
    "are refused: %s",
    async (key) => {
      const specimen = specimens(api.here)[key];
      for (const [name, value] of Object.entries(specimen.rest ?? {})) {
        if (!Array.isArray(value)) continue;
        const many = Array.from(
          { length: key.includes("versions") ? 20_000 : 5_000 },
          () => value[0] ?? "security",
        );
        const answer = await api.call("POST", addressOf(key, specimen), {
          json: { ...specimen.rest, [name]: many },
        });
        expect([400, 413], name).toContain(answer.status);
        isProblem(answer);
      }
    },
  );
});
