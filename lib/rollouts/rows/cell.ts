import type { Sums } from "#lib/monitoring/rollup.ts";

/**
 * The sums of one bucket, or of all that are settled, with what rounding took from the two that are not counts: a stage of a week
 * adds up a million batches (Neumaier 1974).
 */
export type Cell = Sums & { latestMs: number; lastBucketMs: number; totalRest: number; squaresRest: number };

export const NOTHING: Readonly<Cell> = {
  n: 0,
  nonFinite: 0,
  total: 0,
  totalRest: 0,
  totalSquares: 0,
  squaresRest: 0,
  units: 0,
  corrected: 0,
  latestMs: Number.NEGATIVE_INFINITY,
  lastBucketMs: Number.NEGATIVE_INFINITY,
};

export function addTo(sum: Cell, added: Cell): void {
  sum.n += added.n;
  sum.nonFinite += added.nonFinite;
  const total = sum.total + added.total;
  sum.totalRest += added.totalRest + lostIn(sum.total, added.total, total);
  sum.total = total;
  const squares = sum.totalSquares + added.totalSquares;
  sum.squaresRest += added.squaresRest + lostIn(sum.totalSquares, added.totalSquares, squares);
  sum.totalSquares = squares;
  sum.units += added.units;
  sum.corrected += added.corrected;
  sum.latestMs = Math.max(sum.latestMs, added.latestMs);
  sum.lastBucketMs = Math.max(sum.lastBucketMs, added.lastBucketMs);
}

/** What rounding left out of a sum of two. */
const lostIn = (a: number, b: number, sum: number): number =>
  Math.abs(a) >= Math.abs(b) ? a - sum + b : b - sum + a;
