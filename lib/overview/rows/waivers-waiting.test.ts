import { afterAll, beforeAll, expect, it } from "vitest";
import { homePage } from "#lib/overview/queries/home-page.ts";
import { requested, signedWaiver, waivableWorld } from "#lib/testing/worlds/waivers.ts";
import { MODEL, type World } from "#lib/testing/worlds/world.ts";

let world: World;
beforeAll(async () => {
  world = await waivableWorld();
});
afterAll(() => world?.here.close());

const home = (who: keyof World["people"]) => world.here.see(homePage, {}, world.people[who]);

it("a waiver waits for whoever may sign it, until it is signed; the end is a decision", async () => {
  const { here, people } = world;
  const { number: waiver } = await requested(here, people.jonas);
  const item = { kind: "sign-waiver", waiver, model: MODEL, gate: "Gate bound", author: "Jonas Lindqvist" };
  for (const who of ["carla", "erik"] as const) expect((await home(who)).waiting).toMatchObject([item]);
  for (const who of ["jonas", "dara", "ada"] as const) expect((await home(who)).waiting).toEqual([]);
  await signedWaiver(here, people.carla, { waiver });
  expect((await home("carla")).waiting).toEqual([]);
  expect((await home("ada")).decisions[0]).toMatchObject({
    action: "waiver.granted",
    waiver: { number: waiver, model: MODEL },
  });
});
