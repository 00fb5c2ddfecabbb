import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Plan } from "#lib/releases/plan.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";
import { worldPlan } from "#lib/testing/worlds/world-plan.ts";
import { dryRun } from "./dry-run.ts";

let world: World;
const tried = (plan: Plan = worldPlan) =>
  world.here.see(dryRun, { model: "flight-delay", pointer: "production", plan }, world.people.vic);

/** Version 2 is much worse in its second stage and rolled back; version 3 is as good and fully released. */
beforeAll(async () => {
  world = await testWorld();
  const { underWay, observe, judge, takeBack } = world;
  const harmful = await underWay(2);
  await observe(harmful.rollout);
  await judge(harmful.rollout);
  await observe(harmful.rollout, { candidate: { score: 0.2 } });
  await judge(harmful.rollout);
  await takeBack(harmful.rollout);
  const { rollout } = await underWay(3);
  for (let stage = 0; stage < 3; stage += 1) {
    await observe(rollout);
    await judge(rollout);
  }
});
afterAll(() => world?.here.close());

const byLogLoss = (rollbackMargin: number, advanceMargin: number): Plan => ({
  ...worldPlan,
  guardrails: worldPlan.guardrails.map((each) =>
    each.id === "log-loss" ? { ...each, rule: { kind: "sequential", rollbackMargin, advanceMargin } } : each,
  ),
});

describe("a plan tried on past rollouts", () => {
  it("takes back what its own plan took back, at the same look, and lets through the other", async () => {
    const { rollouts } = await tried();
    expect(rollouts).toMatchObject([
      {
        version: 3,
        went: { state: "completed" },
        would: { outcome: "advance", guardrail: null },
        unmeasured: [],
      },
      {
        version: 2,
        went: { state: "rolled-back", because: expect.stringMatching(/^Log-loss: Worse by/) },
        would: { outcome: "roll-back", stage: "canary", guardrail: "log-loss" },
        unmeasured: [],
      },
    ]);
    const [, harmful] = rollouts;
    expect(harmful!.would.seconds).toBeGreaterThan(0);
    expect(harmful!.would.seconds).toBeLessThanOrEqual(harmful!.went.seconds);
  });

  it("misses the harm with a coarse margin, and decides nothing with one that is too fine", async () => {
    const coarse = await tried(byLogLoss(5, 6));
    expect(coarse.rollouts.map(({ would }) => would.outcome)).toEqual(["advance", "advance"]);
    const fine = await tried(byLogLoss(0.00001, 0.00001));
    expect(fine.rollouts.map(({ would }) => would)).toMatchObject([
      { outcome: "hold", guardrail: "log-loss", stage: "shadow" },
      { outcome: "roll-back" },
    ]);
  });

  it("says which guardrails nothing was reported for, and judges a stage as the nearest of the plan", async () => {
    const cost = { ...worldPlan.guardrails[1]!, id: "slow", title: "p99", metric: "latency-p99" };
    const relative = { kind: "sequential", rollbackMargin: 10, advanceMargin: 50, relative: true } as const;
    const [, canary, full] = worldPlan.stages;
    const plan = {
      ...byLogLoss(0.02, 0.1),
      stages: [{ ...canary!, id: "tenth", trafficPercent: 10 }, full!],
      guardrails: [...byLogLoss(0.02, 0.1).guardrails, { ...cost, rule: relative }],
    };
    const { rollouts } = await tried(plan);
    expect(rollouts[1]!.would).toMatchObject({ outcome: "roll-back", stage: "tenth" });
  });

  it("is empty where nothing ended, and refused for an unknown model and a plan nobody may write", async () => {
    const { here, people } = world;
    const ask = (input: object) => here.ask(dryRun, input, people.vic);
    const plan = worldPlan;
    expect(await ask({ model: "flight-delay", pointer: "staging", plan })).toMatchObject({
      ok: true,
      value: { rollouts: [] },
    });
    expect(await ask({ model: "unknown", pointer: "production", plan })).toMatchObject({
      error: { code: "model-not-found" },
    });
    expect(
      await ask({ model: "flight-delay", pointer: "production", plan: { ...plan, alpha: 2 } }),
    ).toMatchObject({
      error: { kind: "invalid" },
    });
  });
});
