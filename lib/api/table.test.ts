import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, type TestApi, testApi } from "#lib/testing/servers/api.ts";
import { isProblem, refused } from "#lib/testing/servers/problem.ts";
import type { AnyEndpoint } from "./contract/endpoint.ts";
import { documentPath, honoPath, isPattern, pathParameters } from "./contract/path.ts";
import { BODY_BYTES_MAX } from "./guard/body-guard.ts";
import { openApi } from "./openapi/document.ts";
import { table } from "./table.ts";

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api?.close());

type Operation = {
  operationId: string;
  security?: object[];
  responses: Record<string, { content?: object }>;
};
const { paths } = openApi("1", table) as { paths: Record<string, Record<string, Operation>> };
const operationOf = ({ method, path }: AnyEndpoint): Operation | undefined =>
  paths[documentPath(path)]?.[method.toLowerCase()];

/** An address that fits the row's path, whatever is there. */
const addressOf = ({ path }: AnyEndpoint): string =>
  pathParameters(path).reduce((at, name) => at.replace(new RegExp(`\\{${name}\\+?\\}`), "1"), path);

const rows = table.map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint] as const);

describe.each(rows)("%s", (_key, endpoint) => {
  const { method, who, answers, problems, limits } = endpoint;
  const address = addressOf(endpoint);

  it("is in the document, with each of its answers", () => {
    const operation = operationOf(endpoint);
    expect(operation?.operationId).toBe(endpoint.name);
    const described = Object.keys(operation!.responses).map(Number);
    for (const status of [...Object.keys(answers).map(Number), ...(problems ?? [400, 401, 403, 500, 503])])
      expect(described).toContain(status);
    for (const [status, { type }] of Object.entries(answers))
      expect(Object.keys(operation!.responses[status]!.content ?? {})).toEqual(type ? [type] : []);
    if (who === "anybody") expect(operation!.security).toEqual([]);
    else expect(operation!.security).not.toEqual([]);
  });

  it("refuses callers without credentials, unless anybody may call", async () => {
    const answer = await api.call(method, address, { as: null });
    if (who === "anybody") expect(answer.status).not.toBe(401);
    else expect(answer.status, answer.text).toBe(401);
    if (who !== "anybody") expect(answer.headers.get("www-authenticate")).toMatch(/^Bearer/);
  });

  it("lists its address's methods when called with another", async () => {
    const taken = table.filter(({ path }) => path === endpoint.path).map((row) => row.method);
    for (const other of ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
      if (taken.some((one) => one === other)) continue;
      const answer = await refused(api.call(other, address), 405, "method-not-allowed");
      const allowed = answer.headers.get("allow")!.split(", ");
      for (const one of taken) expect(allowed).toContain(one);
      expect(allowed).not.toContain(other);
    }
  });

  it.skipIf(method === "GET")("refuses a body over its limit, and no smaller one for its size", async () => {
    const { bytes = BODY_BYTES_MAX, streamed } = limits ?? {};
    const send = (length: number): Promise<Answer> =>
      api.call(method, address, { body: "{}", headers: { "content-length": String(length) } });
    const answer = await send(bytes + 1);
    isProblem(answer);
    expect(answer.problem).toMatchObject({
      status: 413,
      code: streamed ? "artifact-too-large" : "body-too-large",
    });
    expect((await send(bytes)).status).not.toBe(413);
  });
});

describe("the table", () => {
  it("is complete: no route without its row, and no row without its route", () => {
    const hung = api.api.routes.filter(({ method }) => method !== "ALL");
    expect(hung.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual(
      table.map(({ method, path }) => `${method} ${honoPath(path)}`).toSorted(),
    );
    // Handlers for every method assign the request id, or refuse an address's other methods.
    const fixed = table.map(({ path }) => path).filter((path) => !isPattern(path));
    const every = api.api.routes.filter(({ method }) => method === "ALL").map(({ path }) => path);
    expect(new Set(every)).toEqual(new Set(["/*", ...fixed]));
  });

  it("has each name and each address once", () => {
    const names = table.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const addresses = table.map(({ method, path }) => `${method} ${path.replace(/\{\w+/g, "{")}`);
    expect(new Set(addresses).size).toBe(addresses.length);
  });

  it("has no access check before it that admits fewer callers", () => {
    const open = table.filter(({ who }) => who === "anybody").map(({ path }) => path);
    expect(open).toEqual([
      "/api/v1/session/password-link",
      "/api/v1/session/provider",
      "/api/v1/session/provider/link",
      "/api/v1/session/provider/callback",
      "/api/v1/unsubscribe/{token}",
      "/api/v1/calendar/{token}.ics",
      "/api/health",
      "/api/csp-report",
      "/api/v1/openapi.json",
    ]);
  });
});
