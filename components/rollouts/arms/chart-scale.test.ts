import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ArmPoint } from "#lib/rollouts/views/arm-series.ts";
import { chartRows, placeIn, withGaps, xDomain, yDomain } from "./chart-scale.ts";

const number = fc.option(fc.double({ min: -100, max: 100, noNaN: true }));
const point: fc.Arbitrary<ArmPoint> = fc.record({
  at: fc.constant("2026-11-23T14:00:00Z"),
  baseline: number,
  baselineLow: number,
  baselineHigh: number,
  candidate: number,
  candidateLow: number,
  candidateHigh: number,
});

describe("yDomain", () => {
  it("holds every mean and the limit, and is never flat", () => {
    fc.assert(
      fc.property(fc.array(point), number, (points, limit) => {
        const [low, high] = yDomain({ points, limit });
        expect(high).toBeGreaterThan(low);
        for (const value of [...points.flatMap((each) => [each.baseline, each.candidate]), limit]) {
          if (value === null) continue;
          expect(value).toBeGreaterThanOrEqual(low);
          expect(value).toBeLessThanOrEqual(high);
        }
      }),
    );
  });

  it("is not flattened by a band from three observations", () => {
    const steady = {
      at: "",
      baseline: 0.51,
      baselineLow: -9,
      baselineHigh: 10,
      candidate: 0.55,
      candidateLow: null,
      candidateHigh: null,
    };
    const [low, high] = yDomain({ points: [steady], limit: null });
    expect(high - low).toBeLessThan(0.2);
  });
});

it("an arm without both ends of its band has no band", () => {
  const [row] = chartRows([
    {
      at: "2026-11-23T14:00:00Z",
      baseline: 1,
      baselineLow: 0,
      baselineHigh: null,
      candidate: 1,
      candidateLow: 0,
      candidateHigh: 2,
    },
  ]);
  expect(row).toMatchObject({ baselineBand: null, candidateBand: [0, 2], atMs: 1_795_442_400_000 });
});

describe("withGaps", () => {
  const at = (second: number): ArmPoint => ({
    at: new Date(second * 1000).toISOString(),
    baseline: 1,
    baselineLow: 1,
    baselineHigh: 1,
    candidate: 1,
    candidateLow: 1,
    candidateHigh: 1,
  });

  it("draws nothing over silence, and leaves what is whole as it is", () => {
    const seconds = withGaps([at(0), at(5), at(10), at(40)], 5).map(({ at: when, baseline }) => [
      Date.parse(when) / 1000,
      baseline,
    ]);
    expect(seconds).toEqual([
      [0, 1],
      [5, 1],
      [10, 1],
      [15, null],
      [40, 1],
    ]);
  });
});

describe("xDomain", () => {
  const at = (time: string): ArmPoint => ({
    at: time,
    baseline: null,
    baselineLow: null,
    baselineHigh: null,
    candidate: null,
    candidateLow: null,
    candidateHigh: null,
  });
  const hour = (text: string) => `2026-11-23T${text}:00:00.000Z`;
  const points = [at(hour("10")), at(hour("11"))];
  const ms = (...hours: string[]) => hours.map((text) => Date.parse(hour(text)));

  it("ends with the last point, or with a silence that lasts", () => {
    expect(xDomain({ points, silence: null })).toEqual(ms("10", "11"));
    expect(xDomain({ points, silence: { from: hour("11"), to: hour("14") } })).toEqual(ms("10", "14"));
  });

  it("is the silence alone where nothing was ever measured", () => {
    expect(xDomain({ points: [], silence: { from: hour("12"), to: hour("13") } })).toEqual(ms("12", "13"));
    expect(xDomain({ points: [], silence: null })).toEqual([0, 1]);
  });

  it("places a stretch in per cent, cut off at both ends", () => {
    const [first = 0, last = 0] = ms("10", "20");
    expect(placeIn([first, last], hour("12"), hour("15"))).toEqual({ left: 20, width: 30 });
    expect(placeIn([first, last], hour("08"), hour("23"))).toEqual({ left: 0, width: 100 });
  });
});
