import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { PERMISSIONS, type Permission } from "#lib/access/permission.ts";
import { fieldsOf } from "#lib/api/contract/fields.ts";
import { pathParameters } from "#lib/api/contract/path.ts";
import { definitionOf, inputOf, outputOf } from "#lib/api/route.ts";
import { endpoints, routes, table } from "#lib/api/table.ts";
import { openApi } from "./document.ts";

const NOT_IN_THE_TABLE: Readonly<Record<string, string>> = {
  "open-session": "the sign-in page, after the credentials were checked",
  "close-session": "the sign-in library's sign-out",
  "confirm-session": "the second step of signing in, after the factor was checked",
  "allow-deployment": "POST /gate, where the answer is yes",
  "store-artifact": "POST /artifacts, whose body is the file",
  "lapse-release": "the reconciler, when a signer's authority ended",
  "reveal-verdict": "the reconciler, when every seat has given a sealed verdict or its time is over",
  ...Object.fromEntries(["schedule-review", "close-review"].map((name) => [name, "the reconciler"])),
  "remind-release": "the reconciler, when a seat of a council is late",
  "settle-release": "the reconciler, when an objector left or a signer came back",
  "expire-release": "the reconciler, when an approval's time is over",
  "halt-stopped-rollout": "the reconciler, while all rollouts are stopped",
  "halt-unjudged-rollout": "the reconciler, when a rollout cannot be judged",
  "judge-rollout": "the reconciler, when the plan says so",
  "confirm-rollout": "the reconciler, when every server serves the new exposure",
  "correct-outcome": "POST /outcomes, where a batch corrects one",
  "open-incident": "the job after a rollback or a halt",
  "change-password": "its endpoint, which counts tries at the current one",
  "bind-identity": "the way back from the provider, with what it said",
  "redeem-link": "its endpoint, which finds the link and counts tries",
  "stop-notification": "the link of a mail",
  "disable-webhook": "the process that delivers",
  "report-link": "the job that mails a link",
  "report-notice": "the job that mails whoever is told",
  "record-denial": "the server, for what it counted",
  "read-audit": "the server, for what it counted",
  "rotate-log": "the command line, when the log gets a new key",
  "recover-log": "the command line, after signed events were lost",
  "compare-log": "the nightly replay of the log",
};

const ROOT = join(import.meta.dirname, "../..");

type Named = { name: string; permission: string };
const isCommand = (value: unknown): value is Named =>
  typeof value === "object" &&
  value !== null &&
  "permission" in value &&
  "decide" in value &&
  "record" in value;

async function everyCommand(): Promise<Named[]> {
  const files = readdirSync(ROOT, { recursive: true, encoding: "utf8" }).filter((path) =>
    /^[a-z]+\/commands\/[a-z-]+\.ts$/.test(path),
  );
  expect(files.length).toBeGreaterThan(20);
  const modules = await Promise.all(
    files.map((path) => import(join(ROOT, path)) as Promise<Record<string, unknown>>),
  );
  return modules.flatMap((module) => Object.values(module).filter(isCommand));
}

type Json = { [key: string]: unknown };
type Operation = {
  operationId: string;
  summary: string;
  description?: string;
  parameters?: { name: string; in: string; required: boolean; schema: Json }[];
  requestBody?: { content: Record<string, { schema: Json }> };
  responses: Record<string, { description: string; content: Record<string, { schema: Json }> }>;
};
const document = openApi("1", table) as {
  openapi: string;
  info: Json;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Json; securitySchemes: Json };
};
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    path,
    method,
    operation,
    key: `${method.toUpperCase()} ${path}`,
  })),
);

describe("the route table", () => {
  it("has every command once, or says what else runs it", async () => {
    const inTable = routes.flatMap((route) => ("command" in route ? [route.command.name as string] : []));
    expect(new Set(inTable).size).toBe(inTable.length);
    const names = (await everyCommand()).map(({ name }) => name);
    expect(names.toSorted()).toEqual([...inTable, ...Object.keys(NOT_IN_THE_TABLE)].toSorted());
  });

  it("requires an existing permission for every row", () => {
    for (const route of routes)
      expect(Object.keys(PERMISSIONS), route.path).toContain(definitionOf(route).permission);
  });

  it("uses every permission that a person or token can have", async () => {
    const used = new Set([
      ...routes.map((route) => definitionOf(route).permission),
      ...(await everyCommand()).map(({ permission }) => permission),
    ]);
    const elsewhere = endpoints.flatMap(({ who }) => {
      if (who === "anybody" || "person" in who) return [];
      return "token" in who ? [who.token] : [who.permission];
    });
    // The health, which is open to anybody, answers more to whoever has its permission.
    elsewhere.push("health:read");
    // The query behind a secret address, which the system asks.
    elsewhere.push("feed:read");
    const missing = (permission: Permission) => !used.has(permission) && !elsewhere.includes(permission);
    expect((Object.keys(PERMISSIONS) as Permission[]).filter(missing)).toEqual([]);
  });

  it("has each address once, and no two that match each other", () => {
    const shapes = routes.map(({ method, path }) => `${method} ${path.replace(/\{\w+\}/g, "{}")}`);
    expect(new Set(shapes).size).toBe(shapes.length);
  });

  it("accepts objects that refuse unknown fields, and changes nothing by GET", () => {
    for (const route of routes) {
      const schema = z.toJSONSchema(inputOf(route), { io: "input", unrepresentable: "any" });
      expect(schema.additionalProperties, route.path).toBe(false);
      if ("command" in route) expect(route.method, route.path).not.toBe("GET");
      expect(outputOf(route)).toBeInstanceOf(z.ZodType);
    }
  });
});

describe("the OpenAPI document", () => {
  it("is OpenAPI 3.1 with every required part", () => {
    expect(document.openapi).toMatch(/^3\.1\.\d$/);
    expect(document.info).toMatchObject({ title: expect.any(String), version: expect.any(String) });
    expect(
      Object.keys(document).every((key) =>
        ["openapi", "info", "servers", "security", "paths", "components", "tags"].includes(key),
      ),
    ).toBe(true);
  });

  it("describes every row of the table under a unique name", () => {
    const keys = operations.map(({ key }) => key);
    for (const { method, path } of routes) expect(keys).toContain(`${method} /api/v1${path}`);
    const names = operations.map(({ operation }) => operation.operationId);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  it.each(operations)("describes the input and output of $key", ({ path, method, operation }) => {
    const { parameters = [], requestBody, responses } = operation;
    expect(operation.summary).toMatch(/^[A-Z]/);
    const inPath = parameters.filter((parameter) => parameter.in === "path");
    expect(inPath.map(({ name }) => name).toSorted()).toEqual(pathParameters(path).toSorted());
    for (const parameter of inPath)
      expect(parameter).toMatchObject({ required: true, schema: { type: expect.any(String) } });
    expect(new Set(parameters.map(({ name, in: where }) => `${where} ${name}`)).size).toBe(parameters.length);
    if (method === "get") expect(requestBody).toBeUndefined();
    for (const schema of Object.values(requestBody?.content ?? {}))
      expect(schema.schema).toMatchObject({ type: expect.any(String) });
    expect(Object.keys(responses).some((status) => ["200", "204", "303"].includes(status))).toBe(true);
    for (const response of Object.values(responses)) expect(resolved(response).description).toMatch(/\.$/);
  });

  // A row that lists its own problems is checked by the walk of the table.
  const common = table.filter(({ problems }) => problems === undefined).map(({ name }) => name);
  it.each(operations.filter(({ operation }) => common.includes(operation.operationId)))(
    "describes how $key may be refused",
    ({ operation: { responses } }) => {
      const refusals = Object.entries(responses).filter(([status]) => Number(status) >= 400);
      for (const status of ["400", "401", "403", "404", "409", "422", "500", "503"])
        expect(refusals.map(([at]) => at)).toContain(status);
      for (const [, response] of refusals)
        expect(resolved(response).content["application/problem+json"]).toBeDefined();
    },
  );

  it("has no broken references, and nothing that is not JSON", () => {
    const text = JSON.stringify(document);
    expect(JSON.parse(text)).toEqual(document);
    for (const [, reference] of text.matchAll(/"\$ref":"([^"]+)"/g)) {
      const found = reference!
        .slice(2)
        .split("/")
        .reduce<unknown>((at, step) => (at as Json | undefined)?.[step], document);
      expect(found, reference).toBeDefined();
    }
    expect(text).not.toContain("undefined");
  });

  it("uses only patterns that any reader can compile, even without Unicode properties", () => {
    const text = JSON.stringify(document);
    const patterns = [...text.matchAll(/"pattern":("(?:[^"\\]|\\.)*")/g)].map(
      ([, quoted]) => JSON.parse(quoted!) as string,
    );
    expect(patterns.length).toBeGreaterThan(20);
    for (const pattern of new Set(patterns)) {
      expect(() => new RegExp(pattern)).not.toThrow();
      expect(() => new RegExp(pattern, "u")).not.toThrow();
      expect(pattern).not.toMatch(/\\[pPk]|\(\?<|\\u\{/);
    }
  });

  it("says only of page views that they may gain fields", () => {
    const views = operations.filter(({ operation }) => operation.description?.includes("may gain fields"));
    const rows = routes.flatMap((route) => ("view" in route ? [route.query.name as string] : []));
    expect(views.map(({ operation }) => operation.operationId).toSorted()).toEqual(rows.toSorted());
    expect(rows).toContain("release-page");
    expect(rows).not.toContain("release-gate");
  });

  it("has OFREP's own errors, the gate's and health's own answers, and problems everywhere else", () => {
    const bare = operations.filter(({ operation: { responses } }) =>
      Object.entries(responses).some(
        ([status, response]) =>
          Number(status) >= 400 && !resolved(response).content?.["application/problem+json"],
      ),
    );
    const flags = "/ofrep/v1/evaluate/flags";
    const own = ["/api/v1/gate", `${flags}/{key}`, flags, "/ofrep/v1/events", "/api/health"];
    expect(bare.map(({ path }) => path)).toEqual(own);
    const one = document.paths["/ofrep/v1/evaluate/flags/{key}"]!["post"]!;
    expect(one.responses["404"]!.content["application/json"]!.schema).toMatchObject({
      required: ["errorCode", "errorDetails"],
    });
  });

  it("has the fields of every command's body", () => {
    for (const route of routes.filter(({ method }) => method !== "GET")) {
      const expected = Object.keys(fieldsOf(inputOf(route))).filter(
        (name) => !pathParameters(route.path).includes(name),
      );
      const { requestBody } = document.paths[`/api/v1${route.path}`]![route.method.toLowerCase()]!;
      const schema = requestBody?.content["application/json"]?.schema as { properties?: Json } | undefined;
      expect(Object.keys(schema?.properties ?? {}).toSorted(), route.path).toEqual(expected.toSorted());
    }
  });
});

/** The value in the document, or in its components where it is a reference. */
function resolved<T extends object>(response: T | { $ref: string }): T {
  if (!("$ref" in response)) return response;
  const name = response.$ref.replace("#/components/responses/", "");
  return (document.components as unknown as { responses: Record<string, T> }).responses[name]!;
}
