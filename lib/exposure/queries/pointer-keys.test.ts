import { afterAll, beforeAll, expect, it } from "vitest";
import { exposedModel } from "#lib/testing/worlds/telemetry.ts";
import { type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { pointerKeys } from "./pointer-keys.ts";

let here: TestWorkspace;
beforeAll(async () => {
  here = await testWorkspace();
  for (const name of ["gate-delay", "flight-delay"]) await exposedModel(here, name);
});
afterAll(() => here?.close());

it("names every pointer by its flag key, sorted", async () => {
  const admin = await here.person("Ada Berg", ["admin"]);
  expect(await here.see(pointerKeys, {}, admin)).toEqual({
    keys: ["flight-delay.production", "gate-delay.production"],
  });
  const viewer = await here.person("Vera Holt", ["viewer"]);
  expect(await here.ask(pointerKeys, {}, viewer)).toMatchObject({ error: { code: "role-missing" } });
});
