import { describe, expect, it } from "vitest";
import { changeState, gainOf } from "#lib/metrics/change.ts";
import { seededRandom } from "../../examples/flight-delay/random.ts";
import type { MetricDelta } from "./evaluation.ts";
import { sharingError, slicesWorse } from "./slices-sharing-error.ts";

const delta = (difference: number, half: number, metric = "log-loss"): MetricDelta => ({
  metric,
  better: metric === "accuracy" ? "higher" : "lower",
  difference,
  lower: difference - half,
  upper: difference + half,
  method: "paired bootstrap",
});

const isAloneWorse = (one: MetricDelta) =>
  changeState(gainOf({ better: one.better ?? "lower" }, one), null) === "worse";

const normal = (random: () => number) =>
  Math.sqrt(-2 * Math.log(random() || 1e-12)) * Math.cos(2 * Math.PI * random());

/** A release that changes nothing: each slice's difference is chance. */
const nothingChanged = (random: () => number, slices: number) =>
  Array.from({ length: slices }, () => ({
    metrics: ["log-loss", "accuracy", "brier"].map((metric) => delta(normal(random), 1.96, metric)),
  }));

describe("slices that are proven worse", () => {
  it("of 46 slices of a release that changes nothing: hardly ever, where single intervals say so nearly always", () => {
    const random = seededRandom(46);
    const releases = Array.from({ length: 400 }, () => nothingChanged(random, 46));
    const alone = releases.filter((slices) => slices.some(({ metrics }) => metrics.some(isAloneWorse)));
    const together = releases.filter((slices) => slicesWorse(slices).length > 0);
    expect(alone.length / 400).toBeGreaterThan(0.9);
    expect(together.length / 400).toBeLessThan(0.05);
  });

  it("are found where the harm is plain, whichever side of the metric is better", () => {
    const slices = nothingChanged(seededRandom(3), 45);
    expect(slicesWorse([...slices, { metrics: [delta(6, 1.96)] }])).toEqual([45]);
    expect(slicesWorse([...slices, { metrics: [delta(-6, 1.96, "accuracy")] }])).toEqual([45]);
    expect(slicesWorse([...slices, { metrics: [delta(-6, 1.96)] }])).toEqual([]);
  });

  it("of one slice and metric are those whose interval is", () => {
    expect(slicesWorse([{ metrics: [delta(2, 1.96)] }])).toEqual([0]);
    expect(slicesWorse([{ metrics: [delta(1.9, 1.96)] }])).toEqual([]);
  });

  it("are none where nothing was measured, and do not pay for what was not", () => {
    const unmeasured = { ...delta(0, 1), difference: null, lower: null, upper: null, reason: "too few rows" };
    const empty = Array.from({ length: 400 }, () => ({ metrics: [unmeasured] }));
    expect(slicesWorse(empty)).toEqual([]);
    expect(slicesWorse([...empty, { metrics: [delta(2, 1.96)] }])).toEqual([400]);
    expect(slicesWorse([])).toEqual([]);
  });

  it("are told apart by metric, and those that are better share the error in the same way", () => {
    const slices = nothingChanged(seededRandom(3), 45);
    const last = sharingError([...slices, { metrics: [delta(6, 1.96), delta(6, 1.96, "accuracy")] }]).at(-1)!;
    expect(last.metrics.map(({ proven }) => proven)).toEqual(["worse", "better"]);
    const random = seededRandom(46);
    const releases = Array.from({ length: 400 }, () => sharingError(nothingChanged(random, 46)));
    const found = releases.filter((all) =>
      all.some(({ metrics }) => metrics.some(({ proven }) => proven === "better")),
    );
    expect(found.length / 400).toBeLessThan(0.05);
  });

  it("take an interval without width at its word", () => {
    expect(slicesWorse([{ metrics: [delta(1, 0)] }, { metrics: [delta(0, 0)] }])).toEqual([0]);
  });
});
