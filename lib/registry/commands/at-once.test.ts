import { afterAll, beforeAll, expect, it } from "vitest";
import { run } from "#lib/command/run.ts";
import { addModel, digestOf } from "#lib/testing/specimens/registry.ts";
import { type Person, type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { createModel } from "./create-model.ts";
import { registerVersion } from "./register-version.ts";
import { storeArtifact } from "./store-artifact.ts";

let here: TestWorkspace;
let jonas: Person;
beforeAll(async () => {
  here = await testWorkspace();
  jonas = await here.person("Jonas Lindqvist", ["data-scientist"]);
});
afterAll(() => here?.close());

/** Registers versions of these contents at the same moment. */
async function registered(model: string, contents: readonly string[]) {
  for (const bits of new Set(contents))
    await here.make(storeArtifact, { digest: digestOf(bits), size: bits.length, mediaType: "x/y" }, jonas);
  const described = { codeCommit: "3be91c0", datasets: [], schema: [], description: "Made.", card: "# Card" };
  const versions = contents.map((bits) => ({
    ...described,
    model,
    manifest: [{ path: "model.bin", digest: digestOf(bits), size: bits.length }],
  }));
  const asking = { caller: jonas, now: here.clock.now };
  return Promise.all(versions.map((version) => run(here.db, registerVersion, version, asking)));
}

it("sixteen versions registered at once are numbered 1 to 16", async () => {
  await addModel(here, jonas, "race");
  const results = await registered(
    "race",
    Array.from({ length: 16 }, (_, i) => `bits ${i}`),
  );
  const numbers = results.map((result) => (result.ok ? result.value.number : result.error.code));
  expect(numbers.toSorted((a, b) => Number(a) - Number(b))).toEqual(
    Array.from({ length: 16 }, (_, i) => i + 1),
  );
});

it("the same files six times at once are one version", async () => {
  await addModel(here, jonas, "same");
  const results = await registered("same", Array(6).fill("bits"));
  const said = results.map((result) => (result.ok ? "registered" : result.error.code));
  expect(said.toSorted()).toEqual(["registered", ...Array(5).fill("version-exists")].toSorted());
});

it("a model made eight times at once is one model", async () => {
  const model = {
    name: "once",
    title: "Once",
    purpose: "A test.",
    intendedUse: "A test.",
    riskTier: "low",
    ownerId: jonas.id,
  };
  const asking = { caller: jonas, now: here.clock.now };
  const results = await Promise.all(
    Array.from({ length: 8 }, () => run(here.db, createModel, model, asking)),
  );
  expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  expect(new Set(results.flatMap((result) => (result.ok ? [] : [result.error.kind])))).toEqual(
    new Set(["conflict"]),
  );
});
