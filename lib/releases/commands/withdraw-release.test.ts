import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { homePage } from "#lib/overview/queries/home-page.ts";
import { releasePage } from "#lib/releases/queries/release-page.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";
import { withdrawRelease } from "./withdraw-release.ts";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world?.here.close());

describe("withdrawing", () => {
  it("is not for somebody who may open releases but had no part in this one", async () => {
    const { here, submit } = world;
    const release = await submit(2);
    const bystander = await here.person("Bea Stander", ["data-scientist"]);
    const withdraw = { release, reason: "I would rather see mine released." };
    expect(await here.attempt(withdrawRelease, withdraw, bystander)).toMatchObject({
      error: { kind: "forbidden", code: "not-yours-to-withdraw" },
    });
    expect(await here.see(releasePage, { release }, bystander)).toMatchObject({
      mine: { whyNotWithdraw: expect.stringContaining("had a part in it") },
    });
  });

  it.each([
    ["its author", "jonas"],
    ["whoever evaluated the version", "priya"],
    ["a release manager", "rhea"],
  ] as const)("is for %s, and everyone reads of it", async (_, name) => {
    const { here, people, submit } = world;
    const release = await submit(2);
    expect(await here.see(releasePage, { release }, people[name])).toMatchObject({
      mine: { whyNotWithdraw: null },
    });
    await here.make(withdrawRelease, { release, reason: "No traffic this week." }, people[name]);
    const { decisions } = await here.see(homePage, {}, people.carla);
    expect(decisions[0]).toMatchObject({
      action: "release.withdrawn",
      release: { number: release },
      actor: { name: people[name].name },
    });
  });
});
