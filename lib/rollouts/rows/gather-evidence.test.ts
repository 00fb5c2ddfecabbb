import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inWorkspace } from "#lib/db/transaction.ts";
import type { Plan } from "#lib/releases/plan.ts";
import { judgeStage } from "#lib/rollouts/judge.ts";
import { plan as basePlan, stage as canary } from "#lib/testing/specimens/rollout-evidence.ts";
import {
  exposedModel,
  outcome,
  prediction,
  type SentPrediction,
  sender,
} from "#lib/testing/worlds/telemetry.ts";
import { type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { gatherEvidence } from "./gather-evidence.ts";

const ENTERED = new Date("2026-11-24T09:00:30.000Z");
const later = (seconds: number) => new Date(ENTERED.getTime() + seconds * 1000);
const ARMS = ["baseline", "candidate"] as const;
type Exposing = Parameters<Awaited<ReturnType<typeof exposedModel>>["expose"]>[0];

let here: TestWorkspace;
let model: Awaited<ReturnType<typeof exposedModel>>;
let send: ReturnType<typeof sender>;
beforeAll(async () => {
  here = await testWorkspace();
  model = await exposedModel(here);
  send = sender(here);
});
afterAll(() => here?.close());

/** A stage of its own with the plan's bucket width. Maturity three seconds. */
async function underWatch(plan: Plan, exposing: Partial<Exposing> = {}) {
  const exposureId = await model.expose({ at: ENTERED, cohortSeconds: plan.cohortSeconds, ...exposing });
  const watched = {
    exposureId,
    enteredAt: ENTERED,
    exposure: { kind: "canary", candidateWeight: 2500, holdoutWeight: 0 } as const,
  };
  const evidence = (asOf: Date) =>
    inWorkspace(here.db, here.workspaceId, (tx) => gatherEvidence(tx, plan, watched, asOf));
  /** Both arms answer once a second, and are told an outcome a second later. */
  const traffic = async (
    seconds: readonly number[],
    change: (arm: string, second: number) => Partial<SentPrediction> = () => ({}),
  ) => {
    const rows = seconds.flatMap((second) =>
      ARMS.map((arm) => prediction(exposureId, later(second), { arm, ...change(arm, second) })),
    );
    const last = Math.max(...seconds);
    expect(await send.predictions(rows, later(last))).toMatchObject({ ok: true });
    await send.outcomes(
      rows.map((row) => outcome(row.predictionId, 1, later(last))),
      later(last),
    );
  };
  return { exposureId, evidence, traffic };
}

const seconds = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
const statesOf = (evidence: Awaited<ReturnType<typeof gatherEvidence>>, plan: Plan) =>
  judgeStage(plan, canary, evidence).verdicts.map(({ state }) => state);

describe("quality", () => {
  it("counts buckets whose whole label window is over, the same in both arms", async () => {
    const { evidence, traffic } = await underWatch(basePlan);
    await traffic(seconds(1, 10));
    for (const [asOf, n] of [
      [4, 0],
      [4.999, 0],
      [5, 1],
      [9.5, 5],
      [14, 10],
    ] as const) {
      const { byGuardrail } = await evidence(later(asOf));
      const counts = ARMS.map((arm) => byGuardrail["log-loss"]?.[arm]?.n ?? 0);
      expect(counts, `as of ${asOf}`).toEqual([n, n]);
      expect(byGuardrail["errors"]!.candidate!.n).toBe(10);
    }
  });

  it("is as fresh as the moment it could be known, not as the moment its outcome came", async () => {
    const { evidence, traffic } = await underWatch({ ...basePlan, maturitySeconds: 600 });
    await traffic(seconds(1, 10));
    const { byGuardrail } = await evidence(later(612));
    expect(byGuardrail["log-loss"]!.candidate!.latestAt).toBe(later(611).toISOString());
    const stillWaiting = await evidence(later(601));
    expect(stillWaiting.byGuardrail["log-loss"]!.candidate).toBeNull();
  });

  it("keeps sums as they are: mean and squared deviations", async () => {
    const { evidence, traffic } = await underWatch(basePlan);
    const scores = [0.2, 0.4, 0.8, 0.5];
    await traffic(seconds(1, 4), (arm, second) =>
      arm === "candidate" ? { score: scores[second - 1]! } : {},
    );
    const losses = scores.map((score) => -Math.log(score));
    const mean = losses.reduce((sum, loss) => sum + loss, 0) / 4;
    const { candidate } = (await evidence(later(20))).byGuardrail["log-loss"]!;
    expect(candidate!.mean).toBeCloseTo(mean, 12);
    expect(candidate!.m2).toBeCloseTo(
      losses.reduce((sum, loss) => sum + (loss - mean) ** 2, 0),
      12,
    );
  });

  it("counts what was no number, and then never passes", async () => {
    const { evidence, traffic } = await underWatch(basePlan);
    await traffic(seconds(1, 5), (arm, second) =>
      arm === "candidate" && second === 2 ? { score: "NaN" } : {},
    );
    const found = await evidence(later(10));
    expect(found.byGuardrail["log-loss"]!.candidate).toMatchObject({ n: 4, nonFinite: 1 });
    expect(statesOf(found, basePlan)[0]).toBe("INSUFFICIENT");
  });
});

it("mixes in nothing of another exposure, slice or width", async () => {
  const other = await underWatch({ ...basePlan, cohortSeconds: 5 });
  await other.traffic(seconds(1, 5), () => ({ latencyMs: 900 }));
  const own = await underWatch(basePlan);
  await own.traffic(seconds(1, 5), () => ({ slices: { distance: "short" } }));
  const { byGuardrail, exposureCounts } = await own.evidence(later(20));
  expect(byGuardrail["latency"]!.candidate).toMatchObject({ n: 5, mean: 12 });
  expect(exposureCounts).toEqual({ baseline: 5, candidate: 5, plannedCandidateShare: 0.25 });
});

it("has a window for each bucket and a block for each stretch", async () => {
  const { evidence, traffic } = await underWatch(basePlan);
  await traffic(seconds(1, 3), (arm, second) => ({
    latencyMs: second * 10,
    failed: arm === "candidate" && second === 3,
  }));
  const { byGuardrail } = await evidence(later(4));
  expect(byGuardrail["latency"]!.recent).toEqual([10, 20, 30]);
  const none = { n: 1, events: 0 };
  expect(byGuardrail["errors"]!.blocks).toEqual([
    { baseline: none, candidate: none },
    { baseline: none, candidate: none },
    { baseline: none, candidate: { n: 1, events: 1 } },
  ]);
});

it("says nothing where nothing was reported", async () => {
  const { evidence } = await underWatch(basePlan);
  const found = await evidence(later(5));
  expect(found).toMatchObject({
    watermark: null,
    exposureCounts: { baseline: 0, candidate: 0 },
    byGuardrail: { "log-loss": { baseline: null, candidate: null } },
  });
  expect(new Set(statesOf(found, basePlan))).toEqual(new Set(["NO_DATA"]));
});

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

  it("a bucket of a minute never reads as future, nor as from before the stage it began in", async () => {
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

  it.each(ARMS)("%s behind holds, however lively the other arm is", async (behind) => {
    const { evidence, traffic } = await underWatch(lenient);
    await traffic(seconds(61, 80), (arm, second) =>
      arm === behind ? { at: later(second - 60).toISOString() } : {},
    );
    const found = await evidence(later(81));
    expect(found.watermark).toBe(later(20).toISOString());
    expect(latencyState(found)).toBe("STALE");
  });

  it("an hour off in either direction is not even let in", async () => {
    const { exposureId } = await underWatch(lenient);
    const hourOff = (by: number) => send.predictions([prediction(exposureId, later(by))], later(10));
    expect(await hourOff(3610)).toMatchObject({ error: { code: "time-ahead" } });
    expect(await hourOff(-3590)).toMatchObject({ error: { code: "time-before-exposure" } });
  });
});
