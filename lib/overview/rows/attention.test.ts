import { afterAll, beforeAll, expect, it } from "vitest";
import { homePage } from "#lib/overview/queries/home-page.ts";
import { type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";

let here: TestWorkspace;
beforeAll(async () => {
  here = await testWorkspace();
});
afterAll(() => here.close());

it("is needed until two people hold different functions", async () => {
  const admin = await here.person("Alex Kim", ["admin"]);
  const founded = async () => (await here.see(homePage, {}, admin)).attention.founded;
  expect(await founded()).toBe(false);
  await here.person("Mira Okafor", ["reviewer"], ["security"]);
  expect(await founded()).toBe(false);
  await here.person("Dana Weiss", ["reviewer"], ["compliance"]);
  expect(await founded()).toBe(true);
});
