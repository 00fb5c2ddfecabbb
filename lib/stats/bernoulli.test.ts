import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { near, statisticsCases, type VectorCase, vectorFile } from "#lib/testing/specimens/vectors.ts";
import { type Block, bernoulliDifferenceSequence, bernoulliSequence, harmLogE } from "./bernoulli.ts";

const file = vectorFile<{ cases: VectorCase[] }>("stats/sequential.json");

describe.skipIf(file === null)("published exact sequences", () => {
  type Args = { successes: number; trials: number; alpha: number };
  it.each(statisticsCases<Args, [number, number]>(file, "bernoulliCsUniformMixture"))(
    "$id",
    ({ args, expected }) => {
      const found = bernoulliSequence({ successes: args.successes, n: args.trials }, args.alpha);
      if (found.status !== "ok") throw new Error(found.reason);
      expect(near(found.lower, expected[0], 1e-9)).toBe(true);
      expect(near(found.upper, expected[1], 1e-9)).toBe(true);
    },
  );
});

it("holds the share, inside [0, 1]", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (n, share) => {
        const successes = Math.round(n * share);
        const found = bernoulliSequence({ successes, n }, 0.05);
        if (found.status !== "ok") throw new Error(found.reason);
        expect(found.lower).toBeGreaterThanOrEqual(0);
        expect(found.upper).toBeLessThanOrEqual(1);
        expect(found.lower).toBeLessThanOrEqual(successes / n);
        expect(found.upper).toBeGreaterThanOrEqual(successes / n);
      },
    ),
  );
});

it("detects harm from a baseline of zero events", () => {
  const found = bernoulliDifferenceSequence({ successes: 0, n: 5000 }, { successes: 50, n: 5000 }, 0.05);
  expect(found.status === "ok" && found.lower > 0).toBe(true);
  expect(bernoulliSequence({ successes: 0, n: 0 }, 0.05).status).toBe("insufficient");
});

describe("the e-process for harm", () => {
  const blocks = (count: number, baseline: number, candidate: number, size = 500): Block[] =>
    Array.from({ length: count }, () => ({
      baseline: { events: baseline, n: size },
      candidate: { events: candidate, n: size },
    }));

  it("refutes equality at a baseline of zero, and raises no alarm when both are equal", () => {
    expect(harmLogE(blocks(10, 0, 5))).toBeGreaterThan(Math.log(1 / 0.05));
    expect(harmLogE(blocks(10, 5, 5))).toBeLessThan(Math.log(1 / 0.05));
    expect(harmLogE([])).toBe(0);
  });

  it("never bets on a candidate that looks better", () => {
    expect(harmLogE(blocks(50, 10, 2))).toBeLessThanOrEqual(0.5);
  });

  it("bets nothing before the first observation", () => {
    expect(harmLogE(blocks(1, 0, 400))).toBe(0);
  });

  it("raises a false alarm in at most alpha of equal streams, looked at after every block", () => {
    const random = mulberry(7);
    let alarms = 0;
    for (let stream = 0; stream < 400; stream += 1) {
      const seen: Block[] = [];
      let alarmed = false;
      for (let look = 0; look < 60 && !alarmed; look += 1) {
        seen.push({ baseline: draw(random, 50, 0.02), candidate: draw(random, 50, 0.02) });
        alarmed = harmLogE(seen) >= Math.log(1 / 0.05);
      }
      alarms += alarmed ? 1 : 0;
    }
    expect(alarms).toBeLessThanOrEqual(400 * 0.05);
  });
});

function draw(random: () => number, n: number, p: number) {
  let events = 0;
  for (let trial = 0; trial < n; trial += 1) events += random() < p ? 1 : 0;
  return { events, n };
}

function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
