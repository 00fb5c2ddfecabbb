import { afterAll, beforeAll, expect, it } from "vitest";
import { homePage } from "#lib/overview/queries/home-page.ts";
import { haltRollout } from "#lib/rollouts/commands/halt-rollout.ts";
import { resumeRollout } from "#lib/rollouts/commands/resume-rollout.ts";
import type { Person } from "#lib/testing/worlds/workspace.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world?.here.close());

const waiting = async (person: Person) => (await world.here.see(homePage, {}, person)).waiting;

it("waits for those who may decide on it, first, with who halted it and why", async () => {
  const { here, people, underWay, submit } = world;
  const { release, rollout } = await underWay();
  await submit(3);
  await here.make(haltRollout, { rollout, reason: "Latency doubles." }, people.dara);
  expect((await waiting(people.rhea))[0]).toMatchObject({
    kind: "halted",
    release: { number: release, version: 2 },
    rollout,
    by: "Dara Quinn",
    because: "Latency doubles.",
    at: here.clock.now.toISOString(),
  });
  for (const person of [people.dara, people.jonas, people.ada, people.vic])
    expect((await waiting(person)).map(({ kind }) => kind)).not.toContain("halted");
  await here.make(resumeRollout, { rollout, reason: "Peak is over." }, people.rhea);
  expect((await waiting(people.rhea)).map(({ kind }) => kind)).not.toContain("halted");
});
