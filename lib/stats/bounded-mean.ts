import { type Interval, insufficient, type Measured } from "./measured.ts";
import type { Moments } from "./moments.ts";

/** The range that every value is in, whatever its law. */
export type Range = { readonly min: number; readonly max: number };

/**
 * Bets that are placed together: of a spread between a coin's and a millionth of the range's, one is near the best.
 * The zero lets an arm that knows nothing cost no more than the others' share.
 */
const BETS: readonly number[] = [0, 0.75, ...Array.from({ length: 11 }, (_, at) => 2 ** -(at + 1))];
const LOG_BETS = Math.log(BETS.length);
/** What a bet pays for each unit of squared surprise: -ln(1 - bet) - bet. */
const PRICES = BETS.map((bet) => -Math.log1p(-bet) - bet);
const EULER = 0.5772156649015329;

/**
 * Empirical-Bernstein confidence sequence for the mean of bounded values (Howard, Ramdas, McAuliffe, Sekhon 2021,
 * theorem 4): each bound holds at every look at alpha, at any n and for any law within the range.
 */
export function boundedMean(arm: Moments, range: Range, alpha: number): Measured<Interval> {
  if (arm.n < 1) return insufficient("no rows");
  const surprise = surpriseOf(arm, range);
  const width = ((range.max - range.min) * deviationAt(surprise, Math.log(1 / alpha))) / arm.n;
  return { status: "ok", lower: arm.mean - width, upper: arm.mean + width };
}

/**
 * The same for candidate mean minus baseline mean. Both arms' evidence is multiplied, so that the bound is the farthest
 * difference that no pair of means explains; that is narrower than one bound of each arm at half of alpha.
 */
export function boundedDifference(
  baseline: Moments,
  candidate: Moments,
  range: Range,
  alpha: number,
): Measured<Interval> {
  if (baseline.n < 1 || candidate.n < 1) return insufficient("an arm has no rows");
  const width =
    (range.max - range.min) * farthest(shapeOf(baseline, range), shapeOf(candidate, range), alpha);
  const difference = candidate.mean - baseline.mean;
  return { status: "ok", lower: difference - width, upper: difference + width };
}

/** Whether rows within the range can have this mean and this spread (Bhatia, Davis 2000), but for rounding. */
export function isWithin({ n, mean, m2 }: Moments, { min, max }: Range): boolean {
  const slack = 1e-9 * (max - min);
  if (mean < min - slack || mean > max + slack) return false;
  return m2 <= n * (max - mean) * (mean - min) + n * slack * (max - min);
}

type Shape = { readonly n: number; readonly surprise: number };

const shapeOf = (arm: Moments, range: Range): Shape => ({ n: arm.n, surprise: surpriseOf(arm, range) });

/**
 * The most that the squared distances of each value from the mean of those before it can sum to, in whatever order the
 * rows came, in units of the range. They are the sum of squared deviations and a part that is largest when early values
 * are the farthest off; the first is compared with the middle.
 */
function surpriseOf({ m2 }: Moments, { min, max }: Range): number {
  const spread = m2 / (max - min) ** 2;
  const k = Math.max(1, Math.ceil(spread));
  const harmonic = Math.log(k) + EULER + 1 / (2 * k);
  return spread + 0.25 + harmonic * (1 + 1 / k) - 2 + spread / k;
}

/** The sum of deviations from the mean at which the bets together have won `log`. */
function deviationAt(surprise: number, log: number): number {
  // The single best bet already wins this much; the mixture's curve is convex, so Newton's steps from there only fall.
  let at = Number.POSITIVE_INFINITY;
  for (let bet = 1; bet < BETS.length; bet += 1)
    at = Math.min(at, (log + LOG_BETS + PRICES[bet]! * surprise) / BETS[bet]!);
  for (let step = 0; step < 30; step += 1) {
    const { won, slope } = wonAt(at, surprise);
    const next = at - (won - log) / slope;
    if (!(next < at - 1e-12 * Math.abs(at))) break;
    at = next;
  }
  return at;
}

/** What the bets together have won at a sum of deviations, and how fast that grows. */
function wonAt(deviation: number, surprise: number): { won: number; slope: number } {
  let most = 0;
  for (let bet = 1; bet < BETS.length; bet += 1)
    most = Math.max(most, BETS[bet]! * deviation - PRICES[bet]! * surprise);
  let sum = 0;
  let slope = 0;
  for (let bet = 0; bet < BETS.length; bet += 1) {
    const one = Math.exp(BETS[bet]! * deviation - PRICES[bet]! * surprise - most);
    sum += one;
    slope += one * BETS[bet]!;
  }
  return { won: most + Math.log(sum) - LOG_BETS, slope: slope / sum };
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * The largest sum of both arms' deviations, each in units of its rows, for which the product of what their bets win
 * stays below 1/alpha. The sum is concave in what one of them wins.
 */
function farthest(one: Shape, other: Shape, alpha: number): number {
  const log = Math.log(1 / alpha);
  const sumAt = (won: number) =>
    deviationAt(one.surprise, won) / one.n + deviationAt(other.surprise, log - won) / other.n;
  // Nobody's bets win less than the zero bet keeps.
  let low = -LOG_BETS * (1 - 1e-6);
  let high = log + LOG_BETS * (1 - 1e-6);
  let left = high - GOLDEN * (high - low);
  let right = low + GOLDEN * (high - low);
  let atLeft = sumAt(left);
  let atRight = sumAt(right);
  for (let step = 0; step < 16; step += 1) {
    if (atLeft < atRight) {
      low = left;
      left = right;
      atLeft = atRight;
      right = low + GOLDEN * (high - low);
      atRight = sumAt(right);
    } else {
      high = right;
      right = left;
      atRight = atLeft;
      left = high - GOLDEN * (high - low);
      atLeft = sumAt(left);
    }
  }
  return Math.max(atLeft, atRight);
}
