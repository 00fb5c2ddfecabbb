import { afterAll, beforeAll, expect, it } from "vitest";
import type { Model, ModelVersion } from "#generated/prisma/client.ts";
import { addModel, addVersion } from "#lib/testing/specimens/registry.ts";
import { type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { asModels } from "./models.ts";
import { inWorkspace } from "./transaction.ts";

let here: TestWorkspace;
beforeAll(async () => {
  here = await testWorkspace();
  const jonas = await here.person("Jonas Lindqvist", ["data-scientist"]);
  await addModel(here, jonas, "flight-delay");
  await addVersion(here, jonas, { model: "flight-delay", bits: "one" });
});
afterAll(() => here?.close());

it("reads what the object mapper reads", async () => {
  const [direct, mapped] = await inWorkspace(here.db, here.workspaceId, async (tx) => [
    {
      models: asModels<Model>(await tx.$queryRaw`SELECT * FROM model`),
      versions: asModels<ModelVersion>(await tx.$queryRaw`SELECT * FROM model_version`),
    },
    { models: await tx.model.findMany(), versions: await tx.modelVersion.findMany() },
  ]);
  expect(direct).toEqual(mapped);
  expect(direct!.versions).toHaveLength(1);
});
