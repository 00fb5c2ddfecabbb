import fc from "fast-check";
import { expect, it } from "vitest";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import type { SeatRule } from "./policy.ts";
import { shortSeats } from "./staffing.ts";

type Holder = Parameters<typeof shortSeats>[1][number];

const seats: fc.Arbitrary<SeatRule[]> = fc.uniqueArray(
  fc.record({ function: fc.constantFrom(...FUNCTIONS.slice(0, 4)), min: fc.integer({ min: 1, max: 2 }) }),
  { minLength: 1, maxLength: 3, selector: (seat) => seat.function },
);
const people: fc.Arbitrary<Holder[]> = fc
  .array(fc.subarray(FUNCTIONS.slice(0, 4)), { maxLength: 5 })
  .map((all) => all.map((functions, i) => ({ id: `p${i}`, functions })));

/** By brute force: the largest number of places that can be filled together. */
function filledAtMost(places: readonly string[], left: readonly Holder[]): number {
  const [place, ...rest] = places;
  if (place === undefined) return 0;
  const able = left.filter(({ functions }) => (functions as readonly string[]).includes(place));
  const taken = able.map(
    (one) =>
      1 +
      filledAtMost(
        rest,
        left.filter((other) => other !== one),
      ),
  );
  return Math.max(filledAtMost(rest, left), ...taken);
}

it("reports exactly as many missing people as the best seating leaves", () => {
  fc.assert(
    fc.property(seats, people, (rules, all) => {
      const places = rules.flatMap(({ function: seat, min }) => Array<string>(min).fill(seat));
      const missing = shortSeats(rules, all).reduce((sum, seat) => sum + seat.missing, 0);
      expect(missing).toBe(places.length - filledAtMost(places, all));
    }),
  );
});

it("counts a person with two functions once, and names the function left empty", () => {
  const rules: SeatRule[] = [
    { function: "compliance", min: 1 },
    { function: "security", min: 1 },
  ];
  const both: Holder = { id: "mira", functions: ["compliance", "security"] };
  expect(shortSeats(rules, [both])).toEqual([{ function: "security", missing: 1 }]);
  expect(shortSeats(rules, [both, { id: "lena", functions: ["compliance"] }])).toEqual([]);
  expect(shortSeats(rules, [])).toHaveLength(2);
});
