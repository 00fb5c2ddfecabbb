import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inWorkspace } from "#lib/db/transaction.ts";
import type { Plan } from "#lib/releases/plan.ts";
import { judgeStage } from "#lib/rollouts/judge.ts";
import { plan as basePlan, stage as canary } from "#lib/testing/specimens/rollout-evidence.ts";
import { outcome, prediction } from "#lib/testing/worlds/telemetry.ts";
import { ARMS, ENTERED, later, seconds, watchedStages } from "#lib/testing/worlds/watched-stage.ts";
import type { gatherEvidence } from "./gather-evidence.ts";
import { outcomesUntil } from "./outcomes-until.ts";

let stages: Awaited<ReturnType<typeof watchedStages>>;
beforeAll(async () => {
  stages = await watchedStages();
});
afterAll(() => stages?.here.close());
const underWatch: typeof stages.underWatch = (...of) => stages.underWatch(...of);

describe("clocks", () => {
  // Enough rows, so that only the clock keeps a guardrail from passing.
  const lenient: Plan = {
    ...basePlan,
    guardrails: basePlan.guardrails.map((guardrail) => ({ ...guardrail, minSamplesPerArm: 1 })),
  };
  const small = { ...canary, minSamplesPerArm: 1 };
  const latencyState = (evidence: Awaited<ReturnType<typeof gatherEvidence>>) =>
    judgeStage(lenient, small, evidence).verdicts[2]!.state;

  it("steady traffic reads as fresh, at any moment of a bucket", async () => {
    const { evidence, traffic } = await underWatch(lenient);
    await traffic(seconds(1, 20));
    for (const asOf of [20, 20.5, 20.999]) expect(latencyState(await evidence(later(asOf)))).toBe("PASS");
    expect(latencyState(await evidence(later(60)))).toBe("STALE");
  });

  it("a one-minute bucket never reads as future, nor as older than its stage", async () => {
    const minutes: Plan = {
      ...lenient,
      cohortSeconds: 60,
      guardrails: lenient.guardrails.map((guardrail) => ({ ...guardrail, maxStalenessSeconds: 90 })),
    };
    const { evidence, traffic } = await underWatch(minutes);
    await traffic(seconds(1, 5));
    const early = await evidence(later(6));
    expect(early.watermark).toBe(ENTERED.toISOString());
    expect(judgeStage(minutes, small, early).verdicts[2]!.state).toBe("PASS");
    await traffic(seconds(6, 100));
    for (const asOf of [100, 110, 119]) {
      const found = await evidence(later(asOf));
      expect(Date.parse(found.watermark!)).toBeLessThanOrEqual(later(asOf).getTime());
      expect(judgeStage(minutes, small, found).verdicts[2]!.state).toBe("PASS");
    }
  });

  it.each([
    ["behind", -25],
    ["ahead", 25],
  ] as const)("nothing is older or newer for a sender whose clock is %s", async (_, off) => {
    const { evidence, traffic } = await underWatch(lenient);
    await traffic(seconds(31, 60), (arm, second) =>
      arm === "candidate" ? { at: later(second + off).toISOString() } : {},
    );
    for (const [asOf, mature] of [
      [60, 26],
      [62, 28],
    ] as const) {
      const found = await evidence(later(asOf));
      expect(found.watermark).toBe(later(60).toISOString());
      expect(latencyState(found)).toBe("PASS");
      const { baseline, candidate } = found.byGuardrail["log-loss"]!;
      expect([baseline!.n, candidate!.n]).toEqual([mature, mature]);
    }
  });

  it.each(ARMS)("an arm that reports no more holds: %s", async (silent) => {
    const { evidence, exposureId } = await underWatch(lenient);
    for (const second of seconds(1, 60)) {
      const reporting = ARMS.filter((arm) => arm !== silent || second <= 20);
      const rows = reporting.map((arm) => prediction(exposureId, later(second), { arm }));
      await stages.send.predictions(rows, later(second));
    }
    const found = await evidence(later(61));
    expect(found.watermark).toBe(later(20).toISOString());
    expect(latencyState(found)).toBe("STALE");
    // Over the time both reported, and what the plan waits for no longer: all but the last 30 s.
    const { receipt, sender } = found.exposureCounts.shared!;
    expect(receipt).toEqual(sender);
    expect(receipt[silent]).toBe(20);
    expect(receipt[ARMS.find((arm) => arm !== silent)!]).toBe(30);
  });

  it("compares what one arm reported with what the other did in the same time", async () => {
    const { evidence, exposureId } = await underWatch(lenient);
    const rows = (arm: "baseline" | "candidate", at: number) =>
      Array.from({ length: 600 }, () => prediction(exposureId, later(at), { arm }));
    await stages.send.predictions(rows("baseline", 1), later(1));
    expect((await evidence(later(3))).exposureCounts).toMatchObject({
      baseline: 600,
      shared: { receipt: { baseline: 0, candidate: 0 }, sender: { baseline: 0, candidate: 0 } },
    });
    await stages.send.predictions(rows("candidate", 1), later(4));
    await stages.send.predictions([...rows("baseline", 5), ...rows("candidate", 5)], later(6));
    expect((await evidence(later(7))).exposureCounts.shared!.sender).toEqual({
      baseline: 600,
      candidate: 600,
    });
  });

  it("a batch an hour off in either direction is refused", async () => {
    const { exposureId } = await underWatch(lenient);
    const hourOff = (by: number) => stages.send.predictions([prediction(exposureId, later(by))], later(10));
    expect(await hourOff(3610)).toMatchObject({ error: { code: "time-ahead" } });
    expect(await hourOff(-3590)).toMatchObject({ error: { code: "time-before-exposure" } });
  });
});

describe("how far outcomes have come", () => {
  const until = (exposureId: string, at: number) =>
    inWorkspace(stages.here.db, stages.here.workspaceId, (tx) =>
      outcomesUntil(tx, basePlan, exposureId, later(at)),
    );
  const NOTHING = { completeUntil: null, toCome: 0 };

  it("is told by arm, to the newest stretch that has as many as the plan asks for", async () => {
    const { exposureId } = await underWatch(basePlan);
    const labelled: Record<(typeof ARMS)[number], readonly [number, number]> = {
      baseline: [1, 47],
      // Two seconds whose outcomes were lost long ago hide nothing of now.
      candidate: [3, 40],
    };
    const told: string[] = [];
    for (const second of seconds(1, 50)) {
      const rows = ARMS.map((arm) => prediction(exposureId, later(second), { arm }));
      await stages.send.predictions(rows, later(second));
      for (const { arm, predictionId } of rows)
        if (second >= labelled[arm][0] && second <= labelled[arm][1]) told.push(predictionId);
    }
    expect(await until(exposureId, 50)).toMatchObject([
      { metric: "log-loss", baseline: { completeUntil: null, toCome: 50 }, candidate: { toCome: 50 } },
    ]);
    await stages.send.outcomes(
      told.map((id) => outcome(id, 1, later(51))),
      later(51),
    );
    // Of 30 s, 29 are 97 %: one second more than is whole, and not two.
    expect(await until(exposureId, 51)).toEqual([
      {
        metric: "log-loss",
        dueUntil: later(47).toISOString(),
        baseline: { completeUntil: later(49).toISOString(), toCome: 2 },
        candidate: { completeUntil: later(42).toISOString(), toCome: 9 },
      },
    ]);
  });

  it("is nothing before the first answer", async () => {
    const { exposureId } = await underWatch(basePlan);
    expect(await until(exposureId, 5)).toMatchObject([{ baseline: NOTHING, candidate: NOTHING }]);
  });
});
