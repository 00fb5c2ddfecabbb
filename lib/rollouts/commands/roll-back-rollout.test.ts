import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { rolloutFacts } from "#lib/testing/worlds/rollout-facts.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";
import { haltRollout } from "./halt-rollout.ts";
import { rollBackRollout } from "./roll-back-rollout.ts";

let world: World;
let facts: ReturnType<typeof rolloutFacts>;
let rollout: number;
let release: number;
beforeAll(async () => {
  world = await testWorld();
  facts = rolloutFacts(world);
});
beforeEach(async () => {
  ({ rollout, release } = await world.underWay());
});
afterEach(() => world.takeBack(rollout));
afterAll(() => world?.here.close());

const rollBack = (number = rollout, caller = world.people.rhea) =>
  world.here.attempt(rollBackRollout, { rollout: number, reason: "Customers complain." }, caller);
const finish = async () => {
  for (const _stage of ["shadow", "canary", "full"]) {
    await world.observe(rollout);
    await world.judge(rollout);
  }
};

it("by hand puts everyone back on the base, with the reason beside the log", async () => {
  const { here, people } = world;
  expect(await rollBack()).toMatchObject({ value: { state: "rolling-back" } });
  const event = (await facts.eventsOf(rollout)).at(-1);
  expect(event).toMatchObject({
    action: "rollout.rolling-back",
    actor: { type: "user", id: people.rhea.id },
    data: { by: "hand", breachAt: null, detectedAt: here.clock.now.toISOString() },
    details: { reason: expect.any(String) },
  });
  expect(JSON.stringify(event)).not.toContain("complain");
  expect((await facts.pointerEvents()).at(-1)).toMatchObject({
    data: { kind: "live", base: 1, candidate: null, reason: "Rolled back by hand" },
  });
  expect(await facts.release(release)).toMatchObject({ state: "rolled-back" });
  expect(await rollBack()).toMatchObject({ error: { kind: "illegal" } });
});

it("is possible from a halt", async () => {
  const { here, people } = world;
  await here.make(haltRollout, { rollout, reason: "It looks odd." }, people.erik);
  expect((await facts.eventsOf(rollout)).at(-1)).toMatchObject({
    action: "rollout.halted",
    data: { by: "hand" },
  });
  expect(await rollBack()).toMatchObject({ ok: true });
});

it("is possible after completion, as long as nothing else went live", async () => {
  await finish();
  expect(await facts.live()).toMatchObject({ kind: "live", base: 2 });
  expect(await rollBack()).toMatchObject({ ok: true });
  expect(await facts.live()).toMatchObject({ kind: "live", base: 1 });
});

it("is refused once the pointer has moved on, where nothing was live before, and without the role", async () => {
  expect(await rollBack(1)).toMatchObject({ error: { kind: "illegal", code: "nothing-to-go-back-to" } });
  expect(await rollBack(rollout, world.people.jonas)).toMatchObject({ error: { kind: "forbidden" } });
  await finish();
  const next = await world.underWay(3);
  expect(await rollBack()).toMatchObject({ error: { kind: "stale", code: "pointer-moved-on" } });
  await world.takeBack(next.rollout);
});
