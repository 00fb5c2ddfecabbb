import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { disablePerson } from "#lib/access/commands/disable-person.ts";
import type { ConditionAsked } from "#lib/councils/condition.ts";
import { councilStanding } from "#lib/councils/quorum.ts";
import { daysLater } from "#lib/kernel/time.ts";
import { dueWork } from "#lib/rollouts/queries/due-work.ts";
import { answer, conditionOf, fileIn, reporting } from "#lib/testing/worlds/conditions.ts";
import { sign } from "#lib/testing/worlds/releases.ts";
import type { Person } from "#lib/testing/worlds/workspace.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";
import { rollBackRollout } from "./roll-back-rollout.ts";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world?.here.close());

/** A release that compliance approves on one condition and the others without. */
async function conditional(more: Partial<ConditionAsked> = {}, by: Person = world.people.carla) {
  const { here, people } = world;
  const release = await world.submit(2);
  await sign(here, people.dara, { release, seat: "data-science" });
  await sign(here, people.erik, { release, seat: "engineering" });
  const conditions = [conditionOf(here, people.jonas, more)];
  await sign(here, by, { release, seat: "compliance", conditions });
  const [condition] = (await fileIn(here, release)).conditions;
  return { release, condition: condition!.id };
}

describe("a rollout under conditions", () => {
  const started = async (more: Partial<ConditionAsked>) => {
    const of = await conditional(more);
    const { number: rollout } = await world.start(of.release);
    return { ...of, rollout };
  };
  const pass = async (rollout: number) => {
    await world.observe(rollout);
    return world.judge(rollout);
  };

  it.each([[{ stage: "canary" }], [{ percent: 25 }], [{ percent: 99 }]])(
    "goes as far as the cap %o, waits there and goes on once the condition is met",
    async (cap) => {
      const { here, people } = world;
      const of = await started({ cap });
      expect(await pass(of.rollout)).toMatchObject({ value: { state: "canary" } });
      expect(await pass(of.rollout)).toMatchObject({
        error: { code: "condition-holds", message: expect.stringContaining("Night flights are watched.") },
      });
      const due = await here.see(dueWork, {}, here.system);
      expect(due.judge).not.toContain(of.rollout);
      await reporting(here, people.jonas, of);
      await answer(here, people.carla, of);
      expect(await pass(of.rollout)).toMatchObject({ value: { state: "full" } });
      await world.takeBack(of.rollout);
    },
  );

  it("does not start beyond the cap", async () => {
    const { here, people } = world;
    const of = await conditional({ cap: { percent: 0 } });
    // Shadow serves nobody, so it is within.
    const { number: rollout } = await world.start(of.release);
    expect(await pass(rollout)).toMatchObject({ error: { code: "condition-holds" } });
    expect(await here.attempt(rollBackRollout, { rollout, reason: "Enough." }, people.rhea)).toMatchObject({
      ok: true,
    });
    await world.takeBack(rollout);
  });

  it("holds as soon as any condition is overdue, and still rolls back", async () => {
    const { here } = world;
    const of = await started({});
    here.clock.now = daysLater(here.clock.now, 2);
    expect(await pass(of.rollout)).toMatchObject({ error: { code: "condition-holds" } });
    await world.observe(of.rollout, { candidate: { score: 0.01 } });
    expect(await world.judge(of.rollout)).toMatchObject({ value: { decision: "roll-back" } });
    await world.takeBack(of.rollout);
  });

  it("keeps the cap of one who left, so that nobody is rid of it by disabling an account", async () => {
    const { here, people } = world;
    const leaver = await here.person("Levi Leaver", ["reviewer"], ["compliance"]);
    const of = await conditional({ cap: { stage: "shadow" } }, leaver);
    const { number: rollout } = await world.start(of.release);
    await here.make(disablePerson, { personId: leaver.id, reason: "Left." }, people.ada);
    expect(await pass(rollout)).toMatchObject({ error: { code: "condition-holds" } });
    expect(councilStanding(await fileIn(here, of.release)).approved).toBe(false);
    await world.takeBack(rollout);
  });
});
