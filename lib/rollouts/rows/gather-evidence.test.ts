import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inWorkspace } from "#lib/db/transaction.ts";
import { canonicalJson } from "#lib/kernel/canonical-json.ts";
import type { Plan } from "#lib/releases/plan.ts";
import { judgeStage } from "#lib/rollouts/judge.ts";
import { plan as basePlan, stage as canary } from "#lib/testing/specimens/rollout-evidence.ts";
import { outcome, prediction } from "#lib/testing/worlds/telemetry.ts";
import { ARMS, later, seconds, watchedStages } from "#lib/testing/worlds/watched-stage.ts";
import type { gatherEvidence } from "./gather-evidence.ts";

let stages: Awaited<ReturnType<typeof watchedStages>>;
beforeAll(async () => {
  stages = await watchedStages();
});
afterAll(() => stages?.here.close());
const underWatch: typeof stages.underWatch = (...of) => stages.underWatch(...of);

const statesOf = (evidence: Awaited<ReturnType<typeof gatherEvidence>>, plan: Plan) =>
  judgeStage(plan, canary, evidence).verdicts.map(({ state }) => state);

describe("quality", () => {
  it("counts the same buckets in both arms: those whose whole label window is over", async () => {
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

  it("is as fresh as the moment it could be known, not the moment its outcome arrived", async () => {
    const { evidence, traffic } = await underWatch({ ...basePlan, maturitySeconds: 600 });
    await traffic(seconds(1, 10));
    const { byGuardrail } = await evidence(later(612));
    expect(byGuardrail["log-loss"]!.candidate!.latestAt).toBe(later(611).toISOString());
    const stillWaiting = await evidence(later(601));
    expect(stillWaiting.byGuardrail["log-loss"]!.candidate).toBeNull();
  });

  it("counts the outcomes that are due, and those that came", async () => {
    const { exposureId, evidence } = await underWatch(basePlan);
    const rows = seconds(1, 10).flatMap((second) =>
      ARMS.map((arm) =>
        prediction(exposureId, later(second), { arm, failed: arm === "baseline" && second === 1 }),
      ),
    );
    await stages.send.predictions(rows, later(10));
    const labelled = rows.filter(({ arm }, at) => arm === "baseline" || at > 9);
    await stages.send.outcomes(
      labelled.map(({ predictionId }) => outcome(predictionId, 1, later(11))),
      later(11),
    );
    const labels = async (asOf: number) => (await evidence(later(asOf))).byGuardrail["log-loss"]!.labels;
    const none = { owed: 0, labelled: 0 };
    expect(await labels(13)).toMatchObject({ baseline: none, candidate: none });
    // A failed answer owes none.
    const due = { baseline: { owed: 9, labelled: 9 }, candidate: { owed: 10, labelled: 5 } };
    expect(await labels(14)).toEqual({ ...due, newest: { ...due, seconds: 30 } });
    // Of those received in the 30 s before the last whose window is over.
    expect(await labels(44)).toEqual({ ...due, newest: { baseline: none, candidate: none, seconds: 30 } });
    expect((await evidence(later(14))).byGuardrail["errors"]).not.toHaveProperty("labels");
  });

  it("keeps the sums unchanged: mean and squared deviations", async () => {
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

  it("counts values that are not numbers, and then never passes", async () => {
    const { evidence, traffic } = await underWatch(basePlan);
    await traffic(seconds(1, 5), (arm, second) =>
      arm === "candidate" && second === 2 ? { score: "NaN" } : {},
    );
    const found = await evidence(later(10));
    expect(found.byGuardrail["log-loss"]!.candidate).toMatchObject({ n: 4, nonFinite: 1 });
    expect(statesOf(found, basePlan)[0]).toBe("INSUFFICIENT");
  });
});

describe("a marker among the measurements", () => {
  const failing = (arm: string) => (arm === "candidate" ? { failed: true, score: null } : {});
  const strict: Plan = {
    ...basePlan,
    guardrails: basePlan.guardrails.map((guardrail) => ({ ...guardrail, minSamplesPerArm: 1 })),
  };

  it.each([1.797_693_134_862_315_7e308, 1e200, 86_400_001, -1])(
    "of %d ms counts as no number, and a candidate that fails is still rolled back",
    async (latencyMs) => {
      const { evidence, traffic, backlog } = await underWatch(strict);
      await traffic([1], () => ({ latencyMs }));
      await backlog(seconds(2, 200), failing);
      const found = await evidence(later(201));
      expect(found.byGuardrail["latency"]!.candidate).toMatchObject({ nonFinite: 1 });
      expect(() => canonicalJson(found)).not.toThrow();
      expect(judgeStage(strict, canary, found).decision).toMatchObject({
        kind: "roll-back",
        guardrailId: "errors",
      });
    },
  );

  it("whose sum overflowed is an error of its guardrail alone", async () => {
    const { exposureId, evidence, backlog } = await underWatch(strict);
    await backlog(seconds(1, 200), failing);
    await inWorkspace(
      stages.here.db,
      stages.here.workspaceId,
      (tx) => tx.$executeRaw`
        UPDATE metric_rollup SET total_squares = 'Infinity'
        WHERE exposure_id = ${exposureId}::uuid AND metric = 'latency-ms' AND arm = 'candidate'`,
    );
    const found = await evidence(later(201));
    expect(() => canonicalJson(found)).not.toThrow();
    const { verdicts, decision } = judgeStage(strict, canary, found);
    expect(verdicts.find(({ guardrailId }) => guardrailId === "latency")!.state).toBe("ERROR");
    expect(decision).toMatchObject({ kind: "roll-back", guardrailId: "errors" });
  });
});

it("mixes in nothing of another exposure, slice or width", async () => {
  const other = await underWatch({ ...basePlan, cohortSeconds: 5 });
  await other.traffic(seconds(1, 5), () => ({ latencyMs: 900 }));
  const own = await underWatch(basePlan);
  await own.traffic(seconds(1, 5), () => ({ slices: { distance: "short" } }));
  const { byGuardrail, exposureCounts } = await own.evidence(later(20));
  expect(byGuardrail["latency"]!.candidate).toMatchObject({ n: 5, mean: 12 });
  // The bucket that both are still filling is not yet compared.
  const both = { baseline: 4, candidate: 4 };
  expect(exposureCounts).toEqual({
    baseline: 5,
    candidate: 5,
    plannedCandidateShare: 0.25,
    units: { baseline: 5, candidate: 5 },
    shared: { receipt: both, sender: both },
  });
});

it("returns a window for each bucket and a block for each stretch, where the rules read them", async () => {
  const reading: Plan = {
    ...basePlan,
    guardrails: basePlan.guardrails.map((guardrail) => {
      if (guardrail.id === "latency")
        return { ...guardrail, rule: { kind: "threshold", max: 50, failure: { consecutive: 2 } } };
      if (guardrail.id === "errors")
        return { ...guardrail, rule: { kind: "sequential", rollbackMargin: 0, advanceMargin: 0.01 } };
      return guardrail;
    }),
  };
  const { evidence, traffic } = await underWatch(reading);
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

it("has both arms' sums by whole stretches of the stage, once their label window is over", async () => {
  // At most 200 stretches until the deadline, in an hour: 18 s each.
  const { evidence, traffic } = await underWatch(basePlan);
  await traffic(seconds(0, 60), (arm, second) => ({
    failed: arm === "candidate" && second >= 18 && second < 36 && second % 3 === 0,
  }));
  const stretchesAt = async (asOf: number, id: string) =>
    (await evidence(later(asOf))).byGuardrail[id]!.stretches!;
  expect(await stretchesAt(18.9, "errors")).toEqual([]);
  const three = (await stretchesAt(61, "errors")).map(({ candidate }) => [candidate.n, candidate.mean]);
  expect(three).toEqual([
    [18, 0],
    [18, 1 / 3],
    [18, 0],
  ]);
  expect(await stretchesAt(21.9, "log-loss")).toHaveLength(0);
  const [first] = await stretchesAt(22, "log-loss");
  expect(first!.baseline).toEqual(expect.objectContaining({ n: 18, m2: expect.closeTo(0, 9) }));
});

it("has the same size however long the stage has run, but for windows, blocks and stretches", async () => {
  const { evidence, traffic } = await underWatch(basePlan);
  await traffic(seconds(1, 5));
  const short = await evidence(later(10));
  await traffic(seconds(6, 60));
  const long = await evidence(later(70));
  const fields = (found: typeof short) =>
    JSON.stringify(found, (key, value) => (key === "stretches" ? [] : value)).replaceAll(
      /[\d.]+(?:e-\d+)?/g,
      "#",
    );
  expect(fields(long)).toBe(fields(short));
  expect(long.byGuardrail["errors"]).not.toHaveProperty("blocks");
  expect(long.byGuardrail["latency"]).not.toHaveProperty("recent");
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
