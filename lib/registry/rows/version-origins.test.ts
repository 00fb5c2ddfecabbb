import { afterAll, beforeAll, expect, it } from "vitest";
import { inWorkspace } from "#lib/db/transaction.ts";
import { addModel, addVersion } from "#lib/testing/specimens/registry.ts";
import { type Person, type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { unnamedOrigins } from "./version-origins.ts";

let here: TestWorkspace;
let jonas: Person;
let modelId: string;
const MODEL = "flight-delay";
beforeAll(async () => {
  here = await testWorkspace();
  jonas = await here.person("Jonas Lindqvist", ["data-scientist"]);
  ({ modelId } = await addModel(here, jonas, MODEL));
  await addModel(here, jonas, "crew-pairing");
});
afterAll(() => here?.close());

const originsOf = (versionId: string) =>
  inWorkspace(here.db, here.workspaceId, (tx) => unnamedOrigins(tx, versionId));
const weights = "w".repeat(256);
const copied = async (of: Partial<Parameters<typeof addVersion>[2]>) => {
  const { versionId, number } = await addVersion(here, jonas, { model: MODEL, bits: weights, ...of });
  return { versionId, number };
};

it("names the first version with a file, unless the parent leads to it", async () => {
  await copied({});
  const unnamed = await copied({ paths: ["a.bin", "b.bin"] });
  expect(await originsOf(unnamed.versionId)).toEqual([{ model: MODEL, number: 1, path: "a.bin", files: 2 }]);
  const named = await copied({ paths: ["c.bin"], parent: 1 });
  expect(await originsOf(named.versionId)).toEqual([]);
  const further = await copied({ paths: ["d.bin"], parent: named.number });
  expect(await originsOf(further.versionId)).toEqual([]);
  const [registered] = (await here.eventsOf(`model/${modelId}`)).slice(-1);
  expect(registered).toMatchObject({ data: { origins: [], uploadedBy: [jonas.id] } });
});

it("says nothing of files too small to tell, which differ by model", async () => {
  const first = await copied({ bits: "licence", paths: ["LICENSE"] });
  const again = await copied({ bits: "licence", paths: ["LICENSE.txt"] });
  expect(await originsOf(again.versionId)).toEqual([]);
  const elsewhere = await copied({ model: "crew-pairing" });
  expect(await originsOf(elsewhere.versionId)).toEqual([]);
  expect(first.number).toBeLessThan(again.number);
});

it("finds large files in other models", async () => {
  const bits = "x".repeat(65_536);
  const { number } = await copied({ bits });
  const taken = await copied({ model: "crew-pairing", bits });
  expect(await originsOf(taken.versionId)).toEqual([
    { model: MODEL, number, path: "weights.json", files: 1 },
  ]);
});
