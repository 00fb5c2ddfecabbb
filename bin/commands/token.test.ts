import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { commandLine } from "#lib/testing/servers/command-line.ts";
import { exposedModel } from "#lib/testing/worlds/telemetry.ts";
import { type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";

let here: TestWorkspace;
beforeAll(async () => {
  here = await testWorkspace();
  await exposedModel(here);
  await here.person("Priya Nair", ["data-scientist"]);
  vi.stubEnv("DATABASE_URL", here.database.appUrl);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await here?.close();
});

const create = (scopes: string, ...more: string[]) =>
  commandLine(
    ...["token", "create", "--name", "edge", "--responsible", "priya.nair@example.com"],
    ...["--scopes", scopes, ...more],
  );

it("binds a token that sends evidence to a source and a pointer", async () => {
  const bound = ["--source", "edge", "--pointer", "flight-delay.production"];
  expect(await create("telemetry:ingest", ...bound)).toMatchObject({ code: 0 });
  expect(await create("telemetry:ingest", "--source", "anywhere")).toMatchObject({ code: 0 });
  const { text } = await commandLine("token", "list");
  expect(text).toContain("edge for flight-delay.production");
  expect(text).toContain("anywhere for every pointer");
  expect((await create("registry:read", ...bound)).code).toBe(2);
  expect((await create("telemetry:ingest", ...bound.slice(2))).code).toBe(2);
});
