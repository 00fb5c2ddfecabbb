import { afterAll, beforeAll, expect, it } from "vitest";
import { REPLAYED } from "#lib/overview/rows/replayed.ts";
import { withClient } from "#lib/testing/databases/cluster.ts";
import { addModel, addVersion } from "#lib/testing/specimens/registry.ts";
import { type Person, type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { replay } from "./replay.ts";

/** More than one page holds, so that there are several pages and the last one is not full. */
const MODELS = 2 * REPLAYED.find(({ stream }) => stream === "model")!.subjectsAPage + 1;
/** Two people, each invited and joined by a link. */
const PEOPLE = 4;

let here: TestWorkspace;
let auditor: Person;
const seen = () => here.see(replay, {}, auditor);

beforeAll(async () => {
  here = await testWorkspace();
  auditor = await here.person("Vic", ["auditor"]);
  const author = await here.person("Ann", ["data-scientist"]);
  for (let n = 0; n < MODELS; n++) {
    const { name: model } = await addModel(here, author, `model-${n}`);
    await addVersion(here, author, { model, bits: `bits ${n}` });
  }
});
afterAll(() => here.close());

/** As someone with the database's password would, with the guards disabled. */
const asOwner = (statement: string) =>
  withClient(here.database.ownerUrl, async (client) => {
    await client.query("SET session_replication_role = replica");
    return client.query<{ id: string }>(statement);
  });

it("covers every model and every version, on whatever page it is", async () => {
  expect(await seen()).toEqual({
    events: 2 * MODELS + PEOPLE,
    things: 2 * MODELS + PEOPLE,
    differing: 0,
    differences: [],
  });
  await asOwner("UPDATE model_version SET code_commit = 'another'");
  const { differing, differences } = await seen();
  expect(differing).toBe(MODELS);
  expect(new Set(differences.map((said) => said.split(":")[0])).size).toBe(MODELS);
});

it.each([
  [1, "another digest", "UPDATE version_file SET digest = 'sha256:' || repeat('0', 64)", ["digest"]],
  [2, "another path", "UPDATE version_file SET path = 'wéights \"x\".json'", ["digest"]],
  [3, "another size", "UPDATE version_file SET size = 7", ["digest"]],
  [4, "no file", "DELETE FROM version_file", ["digest", "files"]],
])("reports a version %s whose files have %s now", async (nth, _, change, fields) => {
  const { differences: before } = await seen();
  await asOwner(
    `${change} WHERE version_id = (SELECT id FROM model_version ORDER BY id OFFSET ${nth} LIMIT 1)`,
  );
  const added = (await seen()).differences.filter((said) => !before.includes(said));
  expect(added.map((said) => /^version 1 of model \S+: (\w+)/.exec(said)?.[1]).toSorted()).toEqual(fields);
});

it("reports what is in the log but gone from the tables, with or without its subject", async () => {
  const {
    rows: [one],
  } = await asOwner("SELECT model_id AS id FROM model_version ORDER BY model_id LIMIT 1");
  await asOwner(`DELETE FROM model_version WHERE model_id = '${one!.id}'`);
  const gone = `version 1 of model ${one!.id}: is in the log but not in the tables`;
  expect((await seen()).differences).toContain(gone);
  await asOwner(`DELETE FROM model WHERE id = '${one!.id}'`);
  expect((await seen()).differences).toContain(gone);
});

it("reports what is in the tables but not in the log", async () => {
  await asOwner("UPDATE model_version SET number = 7 WHERE id = (SELECT id FROM model_version LIMIT 1)");
  expect((await seen()).differences).toContainEqual(
    expect.stringMatching(/^version 7 of .*: is in the tables but not in the log$/),
  );
});
