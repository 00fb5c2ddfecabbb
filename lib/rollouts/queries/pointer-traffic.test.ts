import { afterAll, beforeAll, expect, it } from "vitest";
import { HOUR_MS } from "#lib/kernel/time.ts";
import { rowsIn } from "#lib/stats/exponential-histogram.ts";
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
