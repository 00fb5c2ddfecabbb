import { afterAll, beforeAll, expect, it } from "vitest";
import { disablePerson } from "#lib/access/commands/disable-person.ts";
import { type Person, type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { modelOwners } from "./model-owners.ts";

let here: TestWorkspace;
let admin: Person;

beforeAll(async () => {
  here = await testWorkspace();
  admin = await here.person("Ada Berg", ["admin"]);
});
afterAll(() => here?.close());

it("are everyone who can sign in here, by name, and nobody of another workspace", async () => {
  const viewer = await here.person("Vera Weiss", ["viewer"]);
  const left = await here.person("Lars Holm", ["data-scientist"]);
  const { people } = await here.see(modelOwners, {}, admin);
  expect(people.map(({ name }) => name)).toEqual(["Ada Berg", "Lars Holm", "Vera Weiss"]);
  expect(people[2]!.id).toBe(viewer.id);
  await here.make(disablePerson, { personId: left.id, reason: "Left." }, admin);
  const { people: after } = await here.see(modelOwners, {}, admin);
  expect(after.map(({ name }) => name)).toEqual(["Ada Berg", "Vera Weiss"]);
});
