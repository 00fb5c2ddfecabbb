import { afterAll, beforeAll, expect, it } from "vitest";
import { homePage } from "#lib/overview/queries/home-page.ts";
import { proposeEnvelope } from "#lib/releases/commands/propose-envelope.ts";
import { proposing, revoking, signedEnvelope, standardWorld } from "#lib/testing/worlds/envelopes.ts";
import { MODEL, type World } from "#lib/testing/worlds/world.ts";

let world: World;
beforeAll(async () => {
  world = await standardWorld();
});
afterAll(() => world?.here.close());

const home = (who: keyof World["people"]) => world.here.see(homePage, {}, world.people[who]);

it("an envelope waits for each seat of its council until that signed it; its end is a decision", async () => {
  const { here, people } = world;
  const { number: envelope } = await here.make(proposeEnvelope, proposing(here), people.rhea);
  const item = { kind: "sign-envelope", envelope, model: MODEL, pointer: "production", author: "Rhea Cole" };
  for (const who of ["carla", "erik", "dara"] as const)
    expect((await home(who)).waiting).toMatchObject([item]);
  for (const who of ["jonas", "priya", "ada"] as const) expect((await home(who)).waiting).toEqual([]);
  await signedEnvelope(here, people.carla, { envelope, seat: "compliance" });
  expect((await home("carla")).waiting).toEqual([]);
  expect((await home("dara")).waiting).toMatchObject([item]);
  await revoking(here, people.rhea, envelope);
  expect((await home("dara")).waiting).toEqual([]);
  expect((await home("ada")).decisions[0]).toMatchObject({
    action: "envelope.revoked",
    envelope: { number: envelope, model: MODEL },
  });
});
