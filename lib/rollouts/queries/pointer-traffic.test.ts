import { afterAll, beforeAll, expect, it } from "vitest";
import { HOUR_MS } from "#lib/kernel/time.ts";
import { rowsIn } from "#lib/stats/exponential-histogram.ts";
import { momentsOf } from "#lib/stats/moments.ts";
import { exposedModel, outcome, prediction, sender } from "#lib/testing/worlds/telemetry.ts";
import { type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { pointerTraffic } from "./pointer-traffic.ts";

let here: TestWorkspace;
beforeAll(async () => {
  here = await testWorkspace();
});
afterAll(() => here.close());

const ago = (hours: number) => new Date(here.clock.now.getTime() - hours * HOUR_MS);

/** Answers of one arm at one moment, each with its outcome, as its sender would report them then. */
async function answered(
  exposureId: string,
  at: Date,
  arm: "baseline" | "candidate",
  scores: readonly number[],
) {
  const { predictions, outcomes } = sender(here);
  const rows = scores.map((score) => prediction(exposureId, at, { arm, score }));
  for (const sent of [
    await predictions(rows, at),
    await outcomes(
      rows.map((row) => outcome(row.predictionId, 1, at)),
      at,
    ),
  ])
    if (!sent.ok) throw new Error(JSON.stringify(sent.error));
}

it("counts each request once, and reads only what the live version answered in the last week", async () => {
  const { expose } = await exposedModel(here, "busy");
  const viewer = await here.person("Vic Adeyemi", ["auditor"]);
  const traffic = () => here.see(pointerTraffic, { model: "busy", pointer: "production" }, viewer);
  expect(await traffic()).toEqual({ perHour: 0, busiestPerHour: null, metrics: [] });

  const before = await expose({ at: ago(24 * 9), kind: "live" });
  await answered(before, ago(24 * 8), "baseline", [0.9, 0.9, 0.9]);
  expect((await traffic()).perHour).toBe(0);

  const shadow = await expose({ at: ago(20), kind: "shadow" });
  await answered(shadow, ago(10), "baseline", [0.5, 0.7]);
  await answered(shadow, ago(10), "candidate", [0.1, 0.1]);
  const canary = await expose({ at: ago(8), kind: "canary" });
  await answered(canary, ago(5), "baseline", [0.5, 0.7]);
  await answered(canary, ago(5), "candidate", [0.1]);

  const { perHour, busiestPerHour, metrics } = await traffic();
  // Five requests since the first of them, which its minute may have cut short.
  expect(perHour).toBeGreaterThan(5 / (10 + 1 / 60) - 1e-9);
  expect(perHour).toBeLessThanOrEqual(5 / 10);
  expect(busiestPerHour).toBe(3 * 60);
  const latency = metrics.find(({ metric }) => metric === "latency-ms")!;
  // Of an exposure that reaches into the week, all values.
  expect(rowsIn(latency.histogram!)).toBe(3 + 2 + 2);
  const logLoss = metrics.find(({ metric }) => metric === "log-loss")!;
  expect(logLoss.mean).toBeCloseTo(-(Math.log(0.5) + Math.log(0.7)) / 2, 9);
  expect(logLoss.perHour).toBeCloseTo(perHour, 9);
  expect(logLoss.variance).toBeGreaterThan(0);
});

it("knows how both answers to one request differed in shadow", async () => {
  const { expose } = await exposedModel(here, "paired");
  const viewer = await here.person("Ada Quist", ["auditor"]);
  const shadow = await expose({ at: ago(20), kind: "shadow" });
  const { predictions, outcomes } = sender(here);
  const rows = [0.4, 0.3, 0.2].map((score) => {
    const base = prediction(shadow, ago(10), { score: 0.5 });
    return [base, { ...base, arm: "candidate" as const, score }] as const;
  });
  const labels = rows.map(([{ predictionId }]) => outcome(predictionId, 1, ago(10)));
  for (const sent of [await predictions(rows.flat(), ago(10)), await outcomes(labels, ago(10))])
    if (!sent.ok) throw new Error(JSON.stringify(sent.error));
  const { metrics } = await here.see(pointerTraffic, { model: "paired", pointer: "production" }, viewer);
  const { m2 } = momentsOf([0.36 - 0.25, 0.49 - 0.25, 0.64 - 0.25]);
  expect(metrics.find(({ metric }) => metric === "brier")?.paired?.variance).toBeCloseTo(m2 / 2, 12);
  expect(metrics.find(({ metric }) => metric === "error-rate")?.paired).toBeUndefined();
});
