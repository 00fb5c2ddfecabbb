import { afterAll, beforeAll, expect, it } from "vitest";
import type { RolloutStep } from "#generated/prisma/client.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import { canonicalJson } from "#lib/kernel/canonical-json.ts";
import { catalogued } from "#lib/metrics/catalogue.ts";
import type { Plan } from "#lib/releases/plan.ts";
import { judgeStage } from "#lib/rollouts/judge.ts";
import { evidenceView } from "#lib/rollouts/views/evidence.ts";
import { histogramOf, quantileOf, rowsIn } from "#lib/stats/exponential-histogram.ts";
import { plan as basePlan, stage as canary } from "#lib/testing/specimens/rollout-evidence.ts";
import { ENTERED, later, seconds, watchedStages } from "#lib/testing/worlds/watched-stage.ts";
import { armSeries } from "./arm-series.ts";
import { effectHistory } from "./effect-history.ts";
import { quantileLooks } from "./quantile-looks.ts";

const P95 = catalogued("latency-p95");
const plan: Plan = {
  ...basePlan,
  guardrails: [
    {
      id: "tail",
      title: "Latency p95",
      metric: P95.id,
      rule: { kind: "sequential", rollbackMargin: 5, advanceMargin: 25, relative: true },
      minSamplesPerArm: 10,
      maxStalenessSeconds: 30,
      onFail: "roll-back",
    },
  ],
};

/** The baseline's latencies ascend by 1 ms a second; the candidate's are ten times as long. */
const latencyOf = (arm: string, second: number) => (arm === "candidate" ? 10 * second : second);

let stages: Awaited<ReturnType<typeof watchedStages>>;
let stage: Awaited<ReturnType<typeof stages.underWatch>>;
beforeAll(async () => {
  stages = await watchedStages();
  stage = await stages.underWatch(plan);
  await stage.traffic([...seconds(1, 20), ...seconds(61, 80)], (arm, second) => ({
    latencyMs: latencyOf(arm, second),
  }));
});
afterAll(() => stages?.here.close());
const read: <T>(body: Parameters<typeof inWorkspace<T>>[2]) => Promise<T> = (body) =>
  inWorkspace(stages.here.db, stages.here.workspaceId, body);

it("evidence has the values of the whole stage, and recomputes from what is stored with the verdict", async () => {
  const evidence = await stage.evidence(later(81));
  const all = [...seconds(1, 20), ...seconds(61, 80)];
  const { tail } = evidence.byGuardrail;
  expect(tail!.histograms).toEqual({
    baseline: histogramOf(all),
    candidate: histogramOf(all.map((second) => 10 * second)),
  });
  expect(tail!.candidate).toMatchObject({ n: 40, nonFinite: 0 });
  const judgement = judgeStage(plan, canary, evidence);
  expect(judgement.verdicts[0]!.candidateMean).toBe(quantileOf(tail!.histograms!.candidate, 0.95));
  const stored = evidenceView.parse(JSON.parse(canonicalJson(evidence)));
  expect(judgeStage(plan, canary, stored)).toEqual(judgement);
});

it("a stage that has reported nothing has empty histograms, and waits", async () => {
  const silent = await stages.underWatch(plan);
  const evidence = await silent.evidence(later(5));
  expect(judgeStage(plan, canary, evidence).verdicts[0]!.state).toBe("NO_DATA");
});

it("looks grow with the values, and name a silence", async () => {
  const step = { exposureId: stage.exposureId, enteredAt: ENTERED, until: later(81) };
  const looks = await read((tx) => quantileLooks(tx, plan, P95, [step]));
  expect(looks.map(({ histograms }) => rowsIn(histograms!.baseline))).toEqual(seconds(1, 40));
  expect(looks.filter(({ silentSince }) => silentSince !== null)).toMatchObject([
    { at: later(62), silentSince: later(20) },
  ]);
  const judged = { ...step, stage: canary, judge: "judge-3" as const };
  const [effect] = await read((tx) => effectHistory(tx, plan, [judged]));
  const last = effect!.stages[0]!.looks.at(-1)!;
  expect(last.n).toEqual({ baseline: 40, candidate: 40 });
  expect(last.candidate! / last.baseline!).toBeCloseTo(10, 0);
  expect(last.difference).toBeGreaterThan(800);
});

it("a chart has each arm's quantile, stretch by stretch, within its interval", async () => {
  const step = { exposureId: stage.exposureId, enteredAt: ENTERED } as RolloutStep;
  const [series] = await read((tx) => armSeries(tx, plan, [step], later(81)));
  expect(series).toMatchObject({ metric: P95.id, bucketSeconds: 2 });
  expect(series!.points).toHaveLength(22);
  for (const { baseline, baselineLow, baselineHigh, candidate } of series!.points) {
    expect(baselineLow!).toBeLessThanOrEqual(baseline!);
    expect(baselineHigh!).toBeGreaterThanOrEqual(baseline!);
    expect(candidate! / baseline!).toBeCloseTo(10, 0);
  }
});
