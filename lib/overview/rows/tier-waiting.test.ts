import { afterAll, beforeAll, expect, it } from "vitest";
import { homePage } from "#lib/overview/queries/home-page.ts";
import { addModel } from "#lib/testing/specimens/registry.ts";
import { assess, signTier } from "#lib/testing/worlds/assessments.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world?.here.close());

const home = (who: keyof World["people"]) => world.here.see(homePage, {}, world.people[who]);

it("a proposed tier waits for whoever holds compliance, until it is signed; the end is a decision", async () => {
  const { here, people } = world;
  const { name: model } = await addModel(here, people.jonas, "gate-cost");
  const proposed = await assess(here, people.jonas, { model, tier: "limited" });
  const item = { kind: "sign-assessment", model, tier: "limited", from: "high", author: "Jonas Lindqvist" };
  for (const who of ["carla", "erik"] as const) expect((await home(who)).waiting).toEqual([item]);
  for (const who of ["jonas", "dara", "ada"] as const) expect((await home(who)).waiting).toEqual([]);
  await signTier(here, people.carla, { model, ...proposed });
  expect((await home("carla")).waiting).toEqual([]);
  expect((await home("ada")).decisions[0]).toMatchObject({
    action: "assessment.confirmed",
    actor: { name: "Carla Diaz" },
    assessed: { model, tier: "limited" },
  });
});
