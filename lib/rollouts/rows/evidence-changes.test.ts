import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { inWorkspace } from "#lib/db/transaction.ts";
import type { Arm } from "#lib/exposure/bucketing.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import { secondsLater } from "#lib/kernel/time.ts";
import { judgeStage } from "#lib/rollouts/judge.ts";
import { isJudge } from "#lib/rollouts/judges.ts";
import { dueWork } from "#lib/rollouts/queries/due-work.ts";
import { gateVerdict } from "#lib/rollouts/queries/gate-verdict.ts";
import { rolloutPage } from "#lib/rollouts/queries/rollout-page.ts";
import { rolloutFacts } from "#lib/testing/worlds/rollout-facts.ts";
import { outcome, sender } from "#lib/testing/worlds/telemetry.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";

let world: World;
let facts: ReturnType<typeof rolloutFacts>;
let rollout: number;
let exposureId: string;
beforeAll(async () => {
  world = await testWorld();
  facts = rolloutFacts(world);
});
beforeEach(async () => {
  ({ rollout } = await world.underWay());
  exposureId = (await facts.rollout(rollout)).exposureId!;
  await world.observe(rollout);
});
afterAll(() => world?.here.close());

const see: World["here"]["see"] = (...asked) => world.here.see(...asked);
const verdictsOf = async () => (await see(rolloutPage, { rollout }, world.people.vic)).verdicts;

/** Says of an arm's answers that the opposite became true. */
async function correct(arm: Arm, share = 1): Promise<number> {
  const { here } = world;
  const rows = await inWorkspace(here.db, here.workspaceId, (tx) =>
    tx.prediction.findMany({ where: { exposureId, arm }, orderBy: { predictionId: "asc" } }),
  );
  const some = rows.slice(0, Math.round(rows.length * share));
  const at = secondsLater(here.clock.now, 55);
  const sent = await sender(here).outcomes(
    some.map(({ predictionId, label }) => outcome(predictionId, label === 1 ? 0 : 1, at)),
    at,
  );
  expect(sent).toMatchObject({ value: { corrected: some.length } });
  return some.length;
}

describe("a verdict whose outcomes were corrected since", () => {
  it("says how many, and what the same judge would say now; it stays what it was", async () => {
    expect(await world.judge(rollout)).toMatchObject({ value: { decision: "advance" } });
    const [given] = await verdictsOf();
    expect(given).toMatchObject({ decision: "advance", changed: null });
    const corrected = await correct("candidate");
    const changed = { corrected: { baseline: 0, candidate: corrected }, decision: "roll-back" };
    expect(await verdictsOf()).toMatchObject([{ id: given!.id, decision: "advance", changed }]);
    const page = await see(gateVerdict, { verdict: given!.id }, world.people.vic);
    expect(page).toMatchObject({ decision: { kind: "advance" }, changed });
    const then = page.verdicts.find(
      ({ guardrailId }) => guardrailId === page.changed?.guardrails[0]?.guardrailId,
    );
    expect([then?.state, page.changed?.guardrails[0]?.state]).toEqual(["PASS", "FAIL"]);
    // Recomputed from what it stored.
    const { plan, stage: id, evidence, judge } = page.inputs;
    if (!isJudge(judge)) throw new Error(judge);
    expect(digestOfJson(page.inputs)).toBe(page.inputsDigest);
    const again = judgeStage(plan, plan.stages.find((stage) => stage.id === id)!, evidence, judge);
    expect(again).toEqual({ verdicts: page.verdicts, decision: page.decision });
    await world.takeBack(rollout);
  });

  it("is marked as long as corrections are, also when they were undone", async () => {
    await world.judge(rollout);
    const corrected = await correct("baseline", 0.1);
    await correct("baseline", 0.1);
    expect((await verdictsOf())[0]).toMatchObject({
      decision: "advance",
      changed: { corrected: { baseline: 2 * corrected, candidate: 0 }, decision: "advance" },
    });
    await world.takeBack(rollout);
  });

  it("counts those since alone: what was corrected before is its own evidence", async () => {
    await correct("baseline", 0.1);
    await world.judge(rollout);
    expect((await verdictsOf())[0]).toMatchObject({ changed: null });
    const [{ inputs }] = (await facts.gateVerdicts(rollout)) as unknown as [{ inputs: object }];
    expect(JSON.stringify(inputs)).toContain('"corrected":');
    await world.takeBack(rollout);
  });
});

it("a rollout that is running is judged on corrected outcomes at once, and its page names who corrected them", async () => {
  const due = async () => (await see(dueWork, {}, world.here.system)).judge;
  await correct("candidate");
  world.here.clock.now = secondsLater(world.here.clock.now, 60);
  expect(await due()).toContain(rollout);
  expect(await world.judge(rollout)).toMatchObject({ value: { decision: "roll-back" } });
  const { events } = await see(rolloutPage, { rollout }, world.people.vic);
  expect(events.map(({ action }) => action)).toContain("outcome.corrected");
  await world.takeBack(rollout);
});
