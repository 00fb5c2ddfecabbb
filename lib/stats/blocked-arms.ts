import { type Moments, mergeMoments, noMoments } from "./moments.ts";

/** What both arms reported in one block of time, or of anything else that shifts levels. */
export type Block = { readonly baseline: Moments; readonly candidate: Moments };

type Arm = keyof Block;

/**
 * The arms as if both had reported the same share of their rows in each block, so that neither a split that changes nor a
 * level that rises and falls makes them differ (Mantel and Haenszel 1959: a block weighs n m / (n + m) of its rows). A row
 * weighs the other arm's share of its block; with such weights the rows of an arm are worth (Σ w)² / Σ w² (Kish 1965), all of them where the
 * split never changed. A block weighs by its counts alone, whatever was measured in it. Null where no block has both arms.
 */
export function blockedArms(blocks: readonly Block[]): Block | null {
  const shared = blocks.filter(({ baseline, candidate }) => baseline.n > 0 && candidate.n > 0);
  if (shared.length === 0) return null;
  return { baseline: standardized(shared, "baseline"), candidate: standardized(shared, "candidate") };
}

function standardized(blocks: readonly Block[], arm: Arm): Moments {
  const other = arm === "baseline" ? "candidate" : "baseline";
  const weightOf = ({ baseline, candidate, [other]: { n } }: Block) => n / (baseline.n + candidate.n);
  let weighed = 0;
  let squared = 0;
  for (const block of blocks) {
    weighed += block[arm].n * weightOf(block);
    squared += block[arm].n * weightOf(block) ** 2;
  }
  let sum = noMoments;
  for (const block of blocks) {
    const { n, mean, m2 } = block[arm];
    const worth = weightOf(block) * (weighed / squared);
    sum = mergeMoments(sum, { n: n * worth, mean, m2: m2 * worth });
  }
  return sum;
}

/** What is left of a sample without a part of it. Rounding can leave less than nothing. */
export function withoutPart(all: Moments, part: Moments): Moments {
  const n = all.n - part.n;
  if (n < 0.5) return noMoments;
  const mean = (all.n * all.mean - part.n * part.mean) / n;
  const between = ((mean - part.mean) ** 2 * n * part.n) / all.n;
  return { n, mean, m2: Math.max(0, all.m2 - part.m2 - between) };
}
