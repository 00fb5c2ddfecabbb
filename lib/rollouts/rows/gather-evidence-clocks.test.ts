import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Plan } from "#lib/releases/plan.ts";
import { judgeStage } from "#lib/rollouts/judge.ts";
import { plan as basePlan, stage as canary } from "#lib/testing/specimens/rollout-evidence.ts";
import { prediction } from "#lib/testing/worlds/telemetry.ts";
import { ARMS, ENTERED, later, seconds, watchedStages } from "#lib/testing/worlds/watched-stage.ts";
import type { gatherEvidence } from "./gather-evidence.ts";

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

  it("an arm whose clock is ahead holds", async () => {
    const { evidence, traffic } = await underWatch(lenient);
    await traffic(seconds(1, 20), () => ({ at: later(140).toISOString() }));
    const found = await evidence(later(21));
    expect(judgeStage(lenient, small, found).verdicts[2]!.reason).toContain("in the future");
    expect(latencyState(found)).toBe("STALE");
  });

  it.each(ARMS)("%s behind holds, however busy the other arm is", async (behind) => {
    const { evidence, traffic } = await underWatch(lenient);
    await traffic(seconds(61, 80), (arm, second) =>
      arm === behind ? { at: later(second - 60).toISOString() } : {},
    );
    const found = await evidence(later(81));
    expect(found.watermark).toBe(later(20).toISOString());
    expect(latencyState(found)).toBe("STALE");
  });

  it("a batch an hour off in either direction is refused", async () => {
    const { exposureId } = await underWatch(lenient);
    const hourOff = (by: number) => stages.send.predictions([prediction(exposureId, later(by))], later(10));
    expect(await hourOff(3610)).toMatchObject({ error: { code: "time-ahead" } });
    expect(await hourOff(-3590)).toMatchObject({ error: { code: "time-before-exposure" } });
  });
});
