import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { momentAt, placeOf, timeScale } from "./time-scale.ts";
import { fromTop, isIn, ticksIn, valueSpan } from "./value-scale.ts";

const lengths = fc.array(fc.integer({ min: 0, max: 90 * 86_400_000 }), { minLength: 1, maxLength: 20 });
const stretchesOf = (ms: readonly number[]) => {
  let fromMs = 1_000_000;
  return ms.map((length) => {
    const stretch = { fromMs, toMs: fromMs + length };
    fromMs += length;
    return stretch;
  });
};

describe("the axis of time", () => {
  it("is filled by its stages, none too narrow for its name", () => {
    fc.assert(
      fc.property(lengths, (ms) => {
        const scale = timeScale(stretchesOf(ms));
        expect(scale.reduce((sum, { width }) => sum + width, 0)).toBeCloseTo(1, 9);
        for (const { width } of scale) expect(width).toBeGreaterThanOrEqual(0.75 / ms.length - 1e-9);
      }),
      { examples: [[[0]], [[0, 0]]] },
    );
  });

  it("never runs backwards, and every place has the moment that is drawn there", () => {
    fc.assert(
      fc.property(lengths, fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (ms, places) => {
        const scale = timeScale(stretchesOf(ms.map((length) => length + 1)));
        const moments = places.sort((a, b) => a - b).map((place) => momentAt(scale, place));
        expect(moments).toEqual(moments.toSorted((a, b) => a - b));
        moments.forEach((atMs, at) => {
          expect(placeOf(scale, atMs)).toBeCloseTo(places[at]!, 6);
        });
      }),
    );
  });

  it("keeps moments outside at the edges, and is nothing without stages", () => {
    const scale = timeScale(stretchesOf([1000, 4000]));
    expect([placeOf(scale, 0), placeOf(scale, 9_000_000)]).toEqual([0, 1]);
    expect(scale[1]!.width / scale[0]!.width).toBeGreaterThan(1);
    expect([placeOf([], 5), momentAt([], 0.5)]).toEqual([0, 0]);
  });
});

describe("the axis of values", () => {
  const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });

  it("shows all that must be seen", () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 1 }), fc.array(value), (must, looks) => {
        const span = valueSpan(must, looks);
        for (const one of must) expect(isIn(span, one)).toBe(true);
      }),
    );
  });

  it("is not flattened by one wild look among many", () => {
    const calm = Array.from({ length: 100 }, (_, at) => at / 1000);
    const [low, high] = valueSpan([0], [...calm, 50, -50]);
    expect(low).toBeGreaterThan(-1);
    expect(high).toBeLessThan(1);
  });

  it("has two to five round ticks, all inside", () => {
    fc.assert(
      fc.property(value, fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (low, reach) => {
        const span = [low, low + reach] as const;
        const ticks = ticksIn(span);
        expect(ticks.length).toBeGreaterThanOrEqual(1);
        expect(ticks.length).toBeLessThanOrEqual(5);
      }),
    );
    expect(ticksIn([-0.061, 0.032])).toEqual([-0.05, -0.025, 0, 0.025]);
    expect(ticksIn([0, 8.8])).toEqual([0, 2.5, 5, 7.5]);
  });

  it("counts from the top, and has a middle where all values are one", () => {
    expect([fromTop([0, 10], 10), fromTop([0, 10], 2.5), fromTop([0, 10], 99)]).toEqual([0, 75, 0]);
    expect(fromTop([3, 3], 3)).toBe(50);
    expect(valueSpan([], [])).toEqual([0, 1]);
  });
});
