import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { designEffect, type GroupSums, spreadOf } from "./design-effect.ts";

const alone = { rowsEach: 1, prior: 0 } as const;

/** Groups of subjects who give the same value in each of their rows. */
function alike(values: readonly number[], rowsEach: number): { sums: GroupSums; squares: number } {
  const sums = { rows: values.map(() => rowsEach), totals: values.map((value) => rowsEach * value) };
  return { sums, squares: values.reduce((sum, value) => sum + rowsEach * value * value, 0) };
}

describe("the spread of groups", () => {
  it("is that of the rows where each group is one row, but for the jackknife's n / (n - 1)", () => {
    const { sums, squares } = alike([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 1);
    const { groups, between, within } = spreadOf(sums, squares);
    expect(groups).toBe(10);
    expect(within).toBeCloseTo(82.5, 9);
    expect(between).toBeCloseTo((82.5 * 10) / 9, 9);
  });

  it("is zero where nothing was reported, or by one group alone", () => {
    expect(spreadOf({ rows: [0, 0], totals: [0, 0] }, 0)).toEqual({ groups: 0, between: 0, within: 0 });
    expect(spreadOf({ rows: [0, 5], totals: [0, 3] }, 3).between).toBe(0);
  });

  it("shows one subject with nearly all rows as what it is: one", () => {
    const rows = [900, ...Array.from({ length: 50 }, () => 2)];
    const totals = [900, ...Array.from({ length: 50 }, () => 0)];
    const effect = designEffect(spreadOf({ rows, totals }, 900), alone);
    expect(1000 / effect).toBeLessThan(3);
  });
});

describe("the design effect", () => {
  it("is how often each subject repeats itself", () => {
    const values = Array.from({ length: 60 }, (_, at) => Math.sin(at));
    for (const rowsEach of [1, 7, 100]) {
      const { sums, squares } = alike(values, rowsEach);
      const effect = designEffect(spreadOf(sums, squares), { rowsEach, prior: 0 });
      expect(effect / rowsEach).toBeCloseTo(60 / 59, 9);
    }
  });

  it("takes rare events to come together, until there are enough to tell", () => {
    const none = spreadOf({ rows: Array(64).fill(10), totals: Array(64).fill(0) }, 0);
    expect(designEffect(none, { rowsEach: 10, prior: 1 })).toBe(10);
    const totals = Array.from({ length: 64 }, (_, at) => (at % 2 === 0 ? 30 : 20));
    const many = spreadOf({ rows: Array(64).fill(1000), totals }, 1600);
    expect(designEffect(many, { rowsEach: 10, prior: 1 })).toBeLessThan(1.3);
  });

  it("is at least 1, and the rows of a subject where few groups have any", () => {
    const equal = spreadOf({ rows: Array(20).fill(50), totals: Array(20).fill(25) }, 500);
    expect(designEffect(equal, alone)).toBe(1);
    const few = spreadOf({ rows: Array(4).fill(50), totals: Array(4).fill(25) }, 100);
    expect(designEffect(few, { rowsEach: 50, prior: 0 })).toBe(50);
  });

  it("is finite, whatever the groups report", () => {
    const group = fc.tuple(fc.integer({ min: 0, max: 1000 }), fc.double({ min: 0, max: 1, noNaN: true }));
    fc.assert(
      fc.property(fc.array(group, { minLength: 1, maxLength: 64 }), fc.constantFrom(0, 1), (found, prior) => {
        const rows = found.map(([n]) => n);
        const totals = found.map(([n, share]) => Math.round(n * share));
        const spread = spreadOf(
          { rows, totals },
          totals.reduce((sum, each) => sum + each, 0),
        );
        const effect = designEffect(spread, { rowsEach: 3, prior: prior as 0 | 1 });
        expect(effect).toBeGreaterThanOrEqual(1);
        expect(Number.isFinite(effect)).toBe(true);
      }),
    );
  });
});
