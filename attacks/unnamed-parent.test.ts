import { afterAll, beforeAll, expect, it } from "vitest";
import { castVerdict } from "#lib/releases/commands/cast-verdict.ts";
import { addReport, addVersion } from "#lib/testing/specimens/registry.ts";
import { signing } from "#lib/testing/worlds/releases.ts";
import type { Person } from "#lib/testing/worlds/workspace.ts";
import { MODEL, testWorld, type World } from "#lib/testing/worlds/world.ts";

let world: World;
let nora: Person;
beforeAll(async () => {
  world = await testWorld();
  nora = await world.here.person("Nora Lind", ["data-scientist", "reviewer"], ["engineering"]);
});
afterAll(() => world?.here.close());

const WEIGHTS = "weights of Nora ".repeat(20);

type Version = Omit<Parameters<typeof addVersion>[2], "model">;

/** Registers a version, which somebody else measures. */
async function registered(author: Person, version: Version, measuring: Person = world.people.priya) {
  const { number, digest } = await addVersion(world.here, author, { model: MODEL, ...version });
  await addReport(world.here, measuring, { model: MODEL, version: number, digest, logLoss: 0.5 });
  return number;
}

const asEngineer = async (release: number) =>
  world.here.attempt(castVerdict, await signing(world.here, nora, { release, seat: "engineering" }), nora);

it("whoever measured a version cannot sign the next by having it registered under another parent", async () => {
  const { people, submit } = world;
  const hers = await registered(people.jonas, { bits: WEIGHTS }, nora);
  const paths = ["weights.bin", "copy.bin"];
  const next = await registered(people.jonas, { bits: WEIGHTS, paths, parent: 1 });
  expect(await asEngineer(await submit(next))).toMatchObject({
    error: {
      code: "contributor-cannot-sign",
      message: `You cannot sign this release: you measured v${hers}, an ancestor of v${next}.`,
    },
  });
});

it("nor by an ancestor further back", async () => {
  const { people, submit } = world;
  const hers = await registered(nora, { bits: "grandmother" });
  const between = await registered(people.jonas, { bits: "mother", parent: hers });
  const next = await registered(people.jonas, { bits: "daughter", parent: between });
  expect(await asEngineer(await submit(next))).toMatchObject({ error: { code: "contributor-cannot-sign" } });
});
