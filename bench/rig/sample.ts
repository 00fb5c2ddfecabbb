/** The median: the middle value, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2;
}

/** The value that `share` (0 to 1) of the values do not exceed: nearest rank, so always a measured value. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
}

/**
 * Measures two things in turn, each `rounds` times, and returns the medians of both and of each pair's ratio: a
 * machine that slows down slows both. The first two rounds are not counted.
 */
export async function inTurn(
  rounds: number,
  value: () => Promise<number>,
  reference: () => Promise<number>,
): Promise<{ value: number; reference: number; ratio: number; ratios: number[] }> {
  for (let warmUp = 0; warmUp < 2; warmUp++) {
    await value();
    await reference();
  }
  const values: number[] = [];
  const references: number[] = [];
  for (let round = 0; round < rounds; round++) {
    values.push(await value());
    references.push(await reference());
  }
  const ratios = values.map((each, round) => each / references[round]!);
  return { value: median(values), reference: median(references), ratio: median(ratios), ratios };
}

export const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
