import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inWorkspace } from "#lib/db/transaction.ts";
import { secondsLater } from "#lib/kernel/time.ts";
import { catalogued } from "#lib/metrics/catalogue.ts";
import type { Plan } from "#lib/releases/plan.ts";
import { plan as basePlan } from "#lib/testing/specimens/rollout-evidence.ts";
import { ENTERED, later, seconds, watchedStages } from "#lib/testing/worlds/watched-stage.ts";
import { evidenceLooks } from "./evidence-looks.ts";

const LATENCY = catalogued("latency-ms");
const LOG_LOSS = catalogued("log-loss");

let stages: Awaited<ReturnType<typeof watchedStages>>;
beforeAll(async () => {
  stages = await watchedStages();
});
afterAll(() => stages?.here.close());

const looksOf = (exposureId: string, until: Date, metrics = [LATENCY], plan: Plan = basePlan) =>
  inWorkspace(stages.here.db, stages.here.workspaceId, (tx) =>
    evidenceLooks(tx, plan, metrics, [{ exposureId, enteredAt: ENTERED, until }]),
  );

/** Writes one roll-up a second of each arm, as ingestion would; the candidate's mean is `latencyMs`. */
async function rolledUp(exposureId: string, latencyMs: readonly number[]) {
  const { db, workspaceId } = stages.here;
  const bucket = (arm: string, second: number, mean: number) => ({
    workspaceId,
    exposureId,
    arm,
    slice: "",
    metric: LATENCY.id,
    bucketSeconds: 1,
    clock: "receipt",
    bucketAt: secondsLater(ENTERED, second),
    n: 2,
    nonFinite: 0,
    total: 2 * mean,
    totalSquares: 2 * mean * mean,
    units: 0,
    latestAt: secondsLater(ENTERED, second),
  });
  const data = latencyMs.flatMap((mean, at) => [bucket("baseline", at, 20), bucket("candidate", at, mean)]);
  await inWorkspace(db, workspaceId, (tx) => tx.metricRollup.createMany({ data }));
}

describe("the looks at a stage", () => {
  it("grow bucket by bucket, both arms together", async () => {
    const { exposureId, traffic } = await stages.underWatch(basePlan);
    await traffic(seconds(1, 4), (arm, second) =>
      arm === "candidate" ? { latencyMs: 10 * second } : { latencyMs: 10 },
    );
    const looks = await looksOf(exposureId, later(60));
    expect(looks.map(({ candidate }) => candidate)).toMatchObject([
      { n: 1, total: 10 },
      { n: 2, total: 30 },
      { n: 3, total: 60 },
      { n: 4, total: 100 },
    ]);
    expect(looks.map(({ baseline }) => baseline.total)).toEqual([10, 20, 30, 40]);
    expect(looks.map(({ at }) => at)).toEqual([2, 3, 4, 5].map(later));
    expect(looks.map(({ worstWindow }) => worstWindow)).toEqual([10, 20, 30, 40]);
  });

  it("count an outcome when its label window is over, and none that matured after the stage", async () => {
    const { exposureId, traffic } = await stages.underWatch(basePlan);
    await traffic(seconds(1, 10));
    const looks = await looksOf(exposureId, later(9), [LOG_LOSS]);
    expect(looks.map(({ at }) => at)).toEqual([5, 6, 7, 8, 9].map(later));
    expect(looks.at(-1)?.candidate.n).toBe(5);
  });

  it("say how long evidence was missing", async () => {
    const { exposureId, traffic } = await stages.underWatch(basePlan);
    await traffic([1, 2, 100, 101]);
    const silent = (await looksOf(exposureId, later(200))).filter(({ silentSince }) => silentSince !== null);
    expect(silent).toMatchObject([{ at: later(101), silentSince: later(2) }]);
  });

  it("have the lowest window as the worst where higher is better", async () => {
    const { exposureId, traffic } = await stages.underWatch(basePlan);
    await traffic([1], () => ({ score: 0.2 }));
    await traffic([2], () => ({ score: 0.9 }));
    const looks = await looksOf(exposureId, later(30), [catalogued("accuracy")]);
    expect(looks.map(({ worstWindow }) => worstWindow)).toEqual([0, 1]);
  });
});

describe("a stage with more looks than can be drawn", () => {
  const COUNT = 1800;
  const wave = Array.from({ length: COUNT }, (_, at) =>
    at === 700 ? 4000 : at === 1100 ? 0 : 20 + (at % 7),
  );
  let exposureId: string;
  beforeAll(async () => {
    ({ exposureId } = await stages.underWatch(basePlan));
    await rolledUp(exposureId, wave);
  });

  it("keeps the extremes and the last, and says how many there were", async () => {
    const looks = await looksOf(exposureId, later(COUNT));
    expect(looks.length).toBeLessThanOrEqual(4 * 61);
    expect(looks[0]?.taken).toBe(COUNT);
    let sum = 0;
    const differences = wave.map((mean, at) => {
      sum += mean;
      return sum / (at + 1) - 20;
    });
    const shown = looks.map(
      ({ baseline, candidate }) => candidate.total / candidate.n - baseline.total / baseline.n,
    );
    expect(Math.max(...shown)).toBeCloseTo(Math.max(...differences), 9);
    expect(Math.min(...shown)).toBeCloseTo(Math.min(...differences), 9);
    expect(shown.at(-1)).toBeCloseTo(differences.at(-1)!, 9);
    expect(Math.max(...looks.map(({ worstWindow }) => worstWindow ?? 0))).toBe(4000);
  });

  it("is looked at less often when it is long, and misses no evidence", async () => {
    const looks = await looksOf(exposureId, later(20_000));
    expect(looks[0]?.taken).toBe(COUNT / 10);
    expect(looks.at(-1)?.candidate.n).toBe(2 * COUNT);
  });
});
