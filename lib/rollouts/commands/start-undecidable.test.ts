import { afterAll, beforeAll, expect, it } from "vitest";
import { HOUR_MS } from "#lib/kernel/time.ts";
import { rolloutFacts } from "#lib/testing/worlds/rollout-facts.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";
import { worldPlan } from "#lib/testing/worlds/world-plan.ts";
import { startRollout } from "./start-rollout.ts";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world?.here.close());

const tight = { kind: "sequential", rollbackMargin: 0.0001, advanceMargin: 0.0001 } as const;
const impatient = {
  ...worldPlan,
  guardrails: worldPlan.guardrails.map((each) => (each.id === "log-loss" ? { ...each, rule: tight } : each)),
};

it("a plan that cannot decide with the traffic there is does not start, and leaves nothing", async () => {
  const { here, submit, approve, observe, takeBack, underWay, people } = world;
  const facts = rolloutFacts(world);
  const first = await underWay();
  await observe(first.rollout);
  await takeBack(first.rollout);
  const early = await world.start(await approve(await submit(3, impatient)));
  expect(early).toMatchObject({ state: "running" });
  await takeBack(early.number);

  // Only a whole hour tells how busy it gets.
  here.clock.now = new Date(here.clock.now.getTime() + HOUR_MS);
  const release = await approve(await submit(3, impatient));
  const attempted = await here.attempt(startRollout, { release, reason: "Agreed." }, people.rhea);
  expect(attempted).toMatchObject({
    ok: false,
    error: {
      code: "plan-cannot-decide",
      message: expect.stringMatching(
        /^Shadow cannot decide before its deadline of 2 h: with [\d,]+ requests/,
      ),
      place: { href: `/releases/${release}/edit` },
    },
  });
  expect(await facts.release(release)).toMatchObject({ state: "approved" });
  expect((await facts.releaseEvents(release)).at(-1)).toMatchObject({ action: "release.approved" });

  const mended = await approve(await submit(3));
  expect(await world.start(mended)).toMatchObject({ state: "running" });
});
