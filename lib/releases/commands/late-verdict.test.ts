import { afterAll, beforeAll, expect, it } from "vitest";
import { signing, testCase } from "#lib/testing/worlds/releases.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";
import { castVerdict } from "./cast-verdict.ts";
import { editRelease } from "./edit-release.ts";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world?.here.close());

it("approvals survive edits of files, tags and card: a late verdict is refused, and told what changed", async () => {
  const { here, people } = world;
  const release = await world.submit(2);
  const late = await signing(here, people.carla, { release, seat: "compliance" });
  await here.make(editRelease, { release, round: 1, case: { ...testCase, why: "Another." } }, people.jonas);
  expect(await here.attempt(castVerdict, late, people.carla)).toMatchObject({
    error: {
      kind: "stale",
      code: "digest-changed",
      message: expect.stringContaining("Changed since: case."),
    },
  });
});
