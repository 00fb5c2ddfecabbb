import { afterAll, beforeAll, expect, it } from "vitest";
import { editRelease } from "#lib/releases/commands/edit-release.ts";
import { releasePage } from "#lib/releases/queries/release-page.ts";
import { sign } from "#lib/testing/worlds/releases.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";
import { worldPlan } from "#lib/testing/worlds/world-plan.ts";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world?.here.close());

it("is the round somebody signed, once it changed, for them alone", async () => {
  const { here, people, submit } = world;
  const release = await submit(2);
  const seenBy = async (who: "erik" | "dara" | "vic") =>
    (await here.see(releasePage, { release }, people[who])).signedBefore;
  await sign(here, people.erik, { release, seat: "engineering" });
  expect(await seenBy("erik")).toBeNull();
  const plan = { ...worldPlan, holdoutPercent: 5 };
  await here.make(editRelease, { release, round: 1, plan }, people.jonas);
  expect(await seenBy("erik")).toMatchObject({
    seat: "engineering",
    round: 1,
    decision: "approve",
    changed: ["plan"],
    card: null,
    sections: { plan: { holdoutPercent: worldPlan.holdoutPercent } },
  });
  expect(await seenBy("dara")).toBeNull();
  expect(await seenBy("vic")).toBeNull();
  await here.make(editRelease, { release, round: 2, plan: worldPlan }, people.jonas);
  expect(await seenBy("erik")).toBeNull();
});
