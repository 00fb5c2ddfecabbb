import { afterAll, beforeAll, expect, it } from "vitest";
import { proposeFunction } from "#lib/access/commands/propose-function.ts";
import { homePage } from "#lib/overview/queries/home-page.ts";
import { type Person, type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { functionList } from "./function-list.ts";

let here: TestWorkspace;
let mira: Person;
let dana: Person;
let lena: Person;
beforeAll(async () => {
  here = await testWorkspace();
  mira = await here.person("Mira Okafor", ["reviewer"], ["security"]);
  dana = await here.person("Dana Weiss", ["reviewer"], ["compliance"]);
  lena = await here.person("Lena Voss", ["reviewer"]);
  const proposal = { personId: lena.id, function: "security", reason: "Alternate for Mira." };
  await here.make(proposeFunction, proposal, here.system);
});
afterAll(() => here?.close());

it("lists what is held and proposed, with who may confirm it and why others may not", async () => {
  const { grants, reviewers } = await here.see(functionList, {}, dana);
  expect(grants.map(({ name, function: held, state }) => [name, held, state])).toEqual([
    ["Dana Weiss", "compliance", "held"],
    ["Lena Voss", "security", "proposed"],
    ["Mira Okafor", "security", "held"],
  ]);
  expect(reviewers).toHaveLength(3);
  const whyNot = async (reader: Person) =>
    (await here.see(functionList, {}, reader)).grants.find(({ state }) => state === "proposed")!
      .whyNotConfirm;
  expect(await whyNot(dana)).toBeNull();
  expect(await whyNot(mira)).toContain("You hold no function other than security");
  expect(await whyNot(lena)).toBe("You cannot confirm your own function.");
  expect((await here.see(functionList, {}, lena)).declines).toBe(true);
});

it("lists those of one person alone where asked", async () => {
  const admin = await here.person("Ada Berg", ["admin"]);
  const { grants, reviewers } = await here.see(functionList, { personId: lena.id }, admin);
  expect(grants.map(({ name, state }) => [name, state])).toEqual([["Lena Voss", "proposed"]]);
  expect(reviewers).toEqual([{ id: lena.id, name: "Lena Voss" }]);
  expect(await here.see(functionList, { personId: admin.id }, admin)).toEqual({
    grants: [],
    reviewers: [],
    both: [],
    declines: true,
  });
});

it("waits on the home page of whoever can confirm it", async () => {
  const waits = async (reader: Person) => (await here.see(homePage, {}, reader)).waiting;
  const item = { kind: "confirm-function", person: "Lena Voss", function: "security", by: "the operator" };
  expect(await waits(dana)).toContainEqual(item);
  expect(await waits(mira)).toEqual([]);
  expect(await waits(lena)).toEqual([]);
});
