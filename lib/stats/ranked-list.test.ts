import fc from "fast-check";
import { expect, it } from "vitest";
import { ndcgAt, reciprocalRank } from "./ranked-list.ts";

it("is the NDCG of a list by hand", () => {
  const grades = { a: 3, b: 2, c: 3, d: 0, e: 1, f: 2 };
  // 7 + 3/log2(3) + 7/2 + 0 + 1/log2(6) + 3/log2(7), and the same sorted: 3, 3, 2, 2, 1, 0.
  const gain = 7 + 3 / Math.log2(3) + 3.5 + 1 / Math.log2(6) + 3 / Math.log2(7);
  const best = 7 + 7 / Math.log2(3) + 1.5 + 3 / Math.log2(5) + 1 / Math.log2(6);
  expect(ndcgAt(10, ["a", "b", "c", "d", "e", "f"], grades)).toBeCloseTo(gain / best, 12);
  expect(ndcgAt(1, ["b"], grades)).toBeCloseTo(3 / 7, 12);
});

it("is the MRR of Voorhees's definition: ranks 3, 2 and 1 make 11/18", () => {
  const lists = [
    ["x", "y", "hit"],
    ["x", "hit"],
    ["hit", "x"],
  ];
  const sum = lists.reduce((total, list) => total + reciprocalRank(list, { hit: 1, x: 0 }), 0);
  expect(sum / 3).toBeCloseTo(11 / 18, 12);
  expect(reciprocalRank(["x", "constructor"], { hit: 1 })).toBe(0);
});

it("is 0 where nothing is relevant, 1 for the best order, and between for any other", () => {
  expect(ndcgAt(10, ["a"], { a: 0 })).toBe(0);
  expect(ndcgAt(10, [], { a: 2 })).toBe(0);
  const ids = ["a", "b", "c", "d"];
  fc.assert(
    fc.property(
      fc.shuffledSubarray(ids),
      fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 4, maxLength: 4 }),
      (ranked, each) => {
        const grades = Object.fromEntries(ids.map((id, at) => [id, each[at]!]));
        const best = [...ids].sort((one, other) => grades[other]! - grades[one]!);
        const value = ndcgAt(10, ranked, grades);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1 + 1e-12);
        expect(ndcgAt(10, best, grades)).toBeCloseTo(each.some((grade) => grade > 0) ? 1 : 0, 12);
      },
    ),
  );
});
