import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { everyRow } from "#lib/testing/databases/every-row.ts";
import { type Answer, type TestApi, testApi } from "#lib/testing/servers/api.ts";
import { isProblem } from "#lib/testing/servers/problem.ts";
import { fromSchema, mutated } from "#lib/testing/specimens/arbitrary-json.ts";
import { HOSTILE } from "#lib/testing/specimens/hostile.ts";
import type { RouteKey } from "#lib/testing/specimens/requests/request.ts";
import { specimens } from "#lib/testing/specimens/specimens.ts";
import { openApi } from "./openapi/document.ts";
import { table } from "./table.ts";

/** Another seed plays another round: FUZZ_SEED=7 npx vitest run lib/api/fuzz */
const SEED = Number(process.env["FUZZ_SEED"] ?? 20_261_123);
const TIME_LIMIT_MS = Number(process.env["FUZZ_MS"] ?? 12_000);
const ANSWER_MS_MAX = 3000;

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api?.close());

type Json = { [key: string]: unknown };
type Described = {
  responses: Record<string, { $ref?: string; content?: Json }>;
  parameters?: { name: string; in: string; schema: Json }[];
  requestBody?: { content: Record<string, { schema: Json }> };
};
type Sent = {
  operation: Described;
  method: string;
  path: string;
  body: string | undefined;
  who: number;
  key: string | undefined;
};

const { paths } = openApi("1", table) as { paths: Record<string, Record<string, Described>> };
const operations = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
);

/** Requests to one operation: well-formed ones by its schema, our specimen with one fault, and plain noise. */
function requestsTo({ path, method, operation }: (typeof operations)[number]): fc.Arbitrary<Sent> {
  const specimen = specimens(api.here)[`${method} ${path.replace("/api/v1", "")}` as RouteKey] ?? {
    path: {},
  };
  const words = HOSTILE.filter(
    (value): value is string => typeof value === "string" && value.isWellFormed() && value.length < 500,
  );
  const foreign = Object.values(specimens(api.there)).flatMap((other) =>
    Object.values(other.path).map(String),
  );
  const place = (name: string) =>
    fc.oneof(
      { arbitrary: fc.constant(String(specimen.path[name] ?? "x")), weight: 6 },
      { arbitrary: fc.constantFrom(...words, ...foreign), weight: 1 },
    );
  const { parameters = [], requestBody } = operation;
  const inPath = parameters.filter((parameter) => parameter.in === "path");
  const inQuery = parameters.filter((parameter) => parameter.in === "query");
  const filled = fc
    .record(Object.fromEntries(inPath.map(({ name }) => [name, place(name)])))
    .map((values) => path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name]!)));
  const query = fc
    .record(
      Object.fromEntries(
        inQuery.map(({ name, schema }) => [
          name,
          fc.oneof(fromSchema(schema).map(String), fc.constantFrom(...words)),
        ]),
      ),
      { requiredKeys: [] },
    )
    .map((values) => new URLSearchParams(values as Record<string, string>).toString());
  return fc.record({
    operation: fc.constant(operation),
    method: fc.constant(method),
    path: fc.tuple(filled, query).map(([address, said]) => (said ? `${address}?${said}` : address)),
    body: method === "GET" ? fc.constant(undefined) : bodies(requestBody, specimen.rest ?? {}),
    who: fc.nat(9),
    key: fc.option(fc.constantFrom("k1", "k2", "k3"), { nil: undefined, freq: 4 }),
  });
}

function bodies(requestBody: Described["requestBody"], own: Json): fc.Arbitrary<string> {
  const schema = requestBody?.content["application/json"]?.schema;
  const json = fc.oneof(
    { arbitrary: mutated(own), weight: 5 },
    { arbitrary: schema ? fromSchema(schema) : fc.constant({}), weight: 3 },
    { arbitrary: (schema ? fromSchema(schema) : fc.constant({})).chain(mutated), weight: 2 },
    { arbitrary: fc.jsonValue({ maxDepth: 3 }), weight: 1 },
  );
  return fc.oneof(
    { arbitrary: json.map((value) => JSON.stringify(value) ?? ""), weight: 12 },
    {
      arbitrary: fc.tuple(json, fc.nat(500)).map(([value, at]) => (JSON.stringify(value) ?? "").slice(0, at)),
      weight: 1,
    },
    { arbitrary: fc.string({ unit: "binary", maxLength: 200 }), weight: 1 },
  );
}

/** No schema where the document has none; a problem for a refusal without its own format. */
function isDescribed(answer: Answer, described: Described["responses"][string] | undefined): void {
  if (described && !described.$ref && !described.content) expect(answer.text).toBe("");
  else if (answer.status >= 400 && !described?.content) isProblem(answer);
  else expect(answer.text).not.toBe("");
}

it(
  "every request, however wrong, gets an answer or a refusal that says why",
  async () => {
    const theirs = () => everyRow(api.database.ownerUrl, api.there.workspace.workspaceId);
    const before = await theirs();
    const callers = [api.here.token.secret, api.here.viewer, null];
    const answered = new Map<number, number>();
    const requests = fc.oneof(...operations.map(requestsTo));
    await fc.assert(
      fc.asyncProperty(requests, async ({ operation, method, path, body, who, key }) => {
        const began = performance.now();
        const answer = await api.call(method, path, {
          ...(callers[who] === undefined ? {} : { as: callers[who] }),
          ...(body === undefined ? {} : { body }),
          headers: key ? { "idempotency-key": key } : {},
        });
        // No provider listens where this server looks for one.
        if (answer.problem?.code !== "provider-down") expect(answer.status, answer.text).toBeLessThan(500);
        expect(performance.now() - began).toBeLessThan(ANSWER_MS_MAX);
        isDescribed(answer, operation.responses[answer.status]);
        expect(answer.text).not.toMatch(/\bat .+\.ts:\d+|PrismaClient|node_modules/);
        expect(answer.text).not.toContain(api.there.workspace.workspaceId);
        answered.set(answer.status, (answered.get(answer.status) ?? 0) + 1);
      }),
      { seed: SEED, numRuns: 100_000, interruptAfterTimeLimit: TIME_LIMIT_MS, endOnFailure: true },
    );
    // The round was meaningful: many requests were let in, and many reached a decision.
    const [requestsSent, done] = [[...answered.values()].reduce((a, b) => a + b, 0), answered.get(200) ?? 0];
    expect(requestsSent).toBeGreaterThan(100);
    expect(done).toBeGreaterThan(requestsSent / 20);
    expect(answered.get(400)).toBeGreaterThan(requestsSent / 10);
    expect(await theirs()).toBe(before);
  },
  TIME_LIMIT_MS + 30_000,
);
