import { afterAll, beforeAll, expect, it } from "vitest";
import { run } from "#lib/command/run.ts";
import { freezing } from "#lib/testing/worlds/freezes.ts";
import { rolloutFacts } from "#lib/testing/worlds/rollout-facts.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";
import { returnPointer } from "./return-pointer.ts";
import { rollBackRollout } from "./roll-back-rollout.ts";

let world: World;
let facts: ReturnType<typeof rolloutFacts>;
beforeAll(async () => {
  world = await testWorld();
  facts = rolloutFacts(world);
});
afterAll(() => world?.here.close());

const back = (version: number, more: object = {}, by = world.people.rhea) =>
  world.here.attempt(
    returnPointer,
    { model: "flight-delay", pointer: "production", version, reason: "It delays the night.", ...more },
    by,
  );
/** Releases a version to everyone. */
async function live(version: number) {
  const of = await world.underWay(version);
  for (const _stage of ["shadow", "canary", "full"]) {
    await world.observe(of.rollout);
    await world.judge(of.rollout);
  }
  return of;
}

it("goes back to nothing that never was live here, nor without the role, a person or a reason", async () => {
  const { here, people } = world;
  expect(await back(2)).toMatchObject({ error: { code: "never-live-here" } });
  expect(await back(1)).toMatchObject({ error: { code: "already-live" } });
  expect(await back(9)).toMatchObject({ error: { code: "version-not-found" } });
  expect(await back(1, { pointer: "staging" })).toMatchObject({ error: { code: "pointer-not-found" } });
  expect(await back(1, { reason: " " })).toMatchObject({ error: { kind: "invalid" } });
  for (const by of [people.jonas, people.dara, people.ada])
    expect(await back(1, {}, by)).toMatchObject({ error: { code: "role-missing" } });
  expect(await back(1, {}, here.system as never)).toMatchObject({ error: { code: "person-only" } });
});

it("goes back to no version that was rolled back, nor while a rollout is under way", async () => {
  const { here, people } = world;
  const failed = await live(2);
  await here.make(rollBackRollout, { rollout: failed.rollout, reason: "Harm." }, people.rhea);
  await world.takeBack(failed.rollout);
  expect(await back(2)).toMatchObject({ error: { code: "was-rolled-back" } });
  const next = await world.underWay(3);
  expect(await back(1)).toMatchObject({ error: { code: "pointer-busy" } });
  await world.takeBack(next.rollout);
});

it("puts everyone back with only a record, whatever is frozen, and the releases tell which is live", async () => {
  const { here, people } = world;
  const second = await live(2);
  const third = await live(3);
  await freezing(here, people.rhea, 12, { emergencies: false });
  expect(await back(2)).toMatchObject({
    value: { pointer: "production", version: 2, release: second.release },
  });
  expect(await facts.live()).toMatchObject({ kind: "live", base: 2 });
  expect(await facts.release(second.release)).toMatchObject({ state: "released" });
  expect(await facts.release(third.release)).toMatchObject({ state: "superseded" });
  const [returned, moved] = (await facts.pointerEvents()).slice(-2);
  expect(returned).toMatchObject({
    action: "pointer.returned",
    actor: { id: people.rhea.id },
    data: { version: 2, from: 3, release: second.release },
  });
  expect(moved).toMatchObject({ action: "pointer.moved", data: { kind: "live", base: 2, candidate: null } });
  expect(JSON.stringify(returned)).not.toContain("delays");
  expect(await back(2)).toMatchObject({ error: { code: "already-live" } });
  // Further back, to the first of all.
  expect(await back(1)).toMatchObject({ value: { release: world.first } });
  expect(await back(3)).toMatchObject({ ok: true });
});

it("happens once where two ask at once", async () => {
  const { here, people } = world;
  const asked = { model: "flight-delay", pointer: "production", version: 2, reason: "Now." };
  const asking = { caller: people.rhea, now: new Date(here.clock.now.getTime() + 60_000) };
  const both = await Promise.all([
    run(here.db, returnPointer, asked, asking),
    run(here.db, returnPointer, asked, asking),
  ]);
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect(both.find(({ ok }) => !ok)).toMatchObject({ error: { code: "already-live" } });
});
