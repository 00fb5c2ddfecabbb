import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Block, blockedArms, withoutPart } from "./blocked-arms.ts";
import { mergeMoments, momentsOf, noMoments } from "./moments.ts";

const events = (n: number, share: number) => ({ n, mean: share, m2: n * share * (1 - share) });
const all = (blocks: readonly Block[], arm: keyof Block) =>
  blocks.map((block) => block[arm]).reduce(mergeMoments, noMoments);

describe("arms compared within blocks", () => {
  it("are equal where they are in every block, however the split changes", () => {
    const blocks = [
      { baseline: events(800, 0.02), candidate: events(200, 0.02) },
      { baseline: events(200, 0.08), candidate: events(800, 0.08) },
    ];
    expect(all(blocks, "candidate").mean - all(blocks, "baseline").mean).toBeCloseTo(0.036);
    const { baseline, candidate } = blockedArms(blocks)!;
    expect(candidate.mean).toBeCloseTo(baseline.mean);
    // 0.2 and 0.8 of the rows are worth (200 × 0.8 + 800 × 0.2)² / (200 × 0.64 + 800 × 0.04).
    expect(candidate.n).toBeCloseTo(640);
  });

  it("are all their rows where the split never changed", () => {
    const blocks = [0.02, 0.05, 0.3].map((share, at) => ({
      baseline: events(900 * (at + 1), share),
      candidate: events(100 * (at + 1), share / 2),
    }));
    const found = blockedArms(blocks)!;
    for (const arm of ["baseline", "candidate"] as const) {
      const { n, mean, m2 } = all(blocks, arm);
      expect(found[arm].n).toBeCloseTo(n);
      expect(found[arm].mean).toBeCloseTo(mean);
      expect(found[arm].m2).toBeCloseTo(m2);
    }
  });

  it("are never worth more rows than they have, and their difference is that of blocks by weight", () => {
    const count = fc.integer({ min: 0, max: 5000 });
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const block = fc
      .tuple(count, share, count, share)
      .map(([n, p, m, q]) => ({ baseline: events(n, p), candidate: events(m, q) }));
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 12 }), (blocks) => {
        const shared = blocks.filter(({ baseline, candidate }) => baseline.n * candidate.n > 0);
        const found = blockedArms(blocks);
        if (shared.length === 0) {
          expect(found).toBeNull();
          return;
        }
        for (const arm of ["baseline", "candidate"] as const)
          expect(found![arm].n).toBeLessThanOrEqual(all(blocks, arm).n * (1 + 1e-9));
        const weight = ({ baseline: { n }, candidate: { n: m } }: Block) => (n * m) / (n + m);
        const sum = (of: (block: Block) => number) => shared.reduce((total, each) => total + of(each), 0);
        const difference =
          sum((each) => weight(each) * (each.candidate.mean - each.baseline.mean)) / sum(weight);
        expect(found!.candidate.mean - found!.baseline.mean).toBeCloseTo(difference, 9);
      }),
    );
  });

  it("say nothing where they never met", () => {
    expect(blockedArms([{ baseline: events(5, 0.2), candidate: noMoments }])).toBeNull();
    expect(blockedArms([])).toBeNull();
  });
});

describe("a sample without a part of it", () => {
  it("is the rest", () => {
    const [part, rest] = [momentsOf([1, 2, 6]), momentsOf([4, 4, 9, 1])];
    const found = withoutPart(mergeMoments(part, rest), part);
    expect(found.n).toBe(4);
    expect(found.mean).toBeCloseTo(rest.mean);
    expect(found.m2).toBeCloseTo(rest.m2);
    expect(withoutPart(part, part)).toEqual(noMoments);
  });
});
