import type { Range } from "./bounded-mean.ts";
import { type Moments, mergeMoments, noMoments } from "./moments.ts";

/** What one stretch of time added to each arm. */
export type Stretch = { readonly baseline: Moments; readonly candidate: Moments };

/** How many stretches are bet on as a beginning. */
export const STRETCHES_MAX = 200;

const BETS: readonly number[] = Array.from({ length: 6 }, (_, at) => 2 ** -(at + 1));

type Harm = {
  /** The most that the candidate may be worse. */
  readonly margin: number;
  /** 1 where higher is worse. */
  readonly worse: 1 | -1;
  readonly range: Range;
};

/**
 * Evidence that the candidate's mean has been worse than the baseline's by more than `margin` since some moment: the natural
 * log of the most that an e-process for "never by more" has reached. It bets on every stretch as a beginning, with an equal
 * part of one stake on each of at most `STRETCHES_MAX` (Shin, Ramdas, Rinaldo 2024, with a stake that is spent once), so that
 * the early calm dilutes nothing. ln E >= ln(1/alpha) refutes it at alpha, at every look. What a stretch wins is bounded by its own squared
 * surprises (Howard et al. 2021), of values within `range`; a stretch that one arm is missing from bets nothing.
 */
export function lateHarmLogE(stretches: Iterable<Stretch>, harm: Harm): number {
  const run: Run = { wealth: BETS.map(() => 0), unstaked: STRETCHES_MAX, most: 1, unit: 1, scale: 0 };
  let seen: Stretch = { baseline: noMoments, candidate: noMoments };
  for (const stretch of stretches) {
    if (stretch.baseline.n > 0 && stretch.candidate.n > 0) play(run, oddsIn(stretch, seen, harm));
    seen = {
      baseline: mergeMoments(seen.baseline, stretch.baseline),
      candidate: mergeMoments(seen.candidate, stretch.candidate),
    };
  }
  return run.scale + Math.log(run.most);
}

type Run = {
  readonly wealth: number[];
  /** How many beginnings are not yet bet on. */
  unstaked: number;
  most: number;
  /** What 1 is at the beginning, in which all else is counted: e to the power of minus `scale`, so that nothing overflows. */
  unit: number;
  scale: number;
};

/** A bet b wins exp(b gain - price(b) paid) in a stretch. */
type Odds = { readonly gain: number; readonly paid: number };

const WON_MAX = 400;
const RESCALED_FROM = 1e100;

/** Plays a stretch, which is one more beginning. */
function play(run: Run, { gain, paid }: Odds): void {
  const stake = run.unstaked > 0 ? run.unit / STRETCHES_MAX : 0;
  run.unstaked = Math.max(0, run.unstaked - 1);
  let sum = 0;
  for (let at = 0; at < BETS.length; at += 1) {
    const won = BETS[at]! * gain - PRICES[at]! * paid;
    run.wealth[at] = (run.wealth[at]! + stake) * Math.exp(Math.min(WON_MAX, won));
    sum += run.wealth[at]!;
  }
  run.most = Math.max(run.most, (run.unit * run.unstaked) / STRETCHES_MAX + sum / BETS.length);
  if (run.most > RESCALED_FROM) rescale(run);
}

function rescale(run: Run): void {
  const by = run.most;
  run.scale += Math.log(by);
  run.unit /= by;
  run.most = 1;
  run.wealth.forEach((each, at) => {
    run.wealth[at] = each / by;
  });
}

/**
 * Of a stretch, against arms' means as they were before it. The thinner arm bets the whole, the other a share s of it, for
 * which it pays at most s squared times the price: prices are power series from the square on.
 */
function oddsIn({ baseline, candidate }: Stretch, seen: Stretch, { margin, worse, range }: Harm): Odds {
  const thinner = Math.min(baseline.n, candidate.n);
  const off = (worse * (candidate.mean - baseline.mean) - margin) / (range.max - range.min);
  const paid = (arm: Moments, before: Moments) => (thinner / arm.n) ** 2 * surprise(arm, before, range);
  return {
    gain: thinner * off,
    paid: paid(baseline, seen.baseline) + paid(candidate, seen.candidate),
  };
}

/** What a bet pays for each unit of squared surprise. */
const PRICES = BETS.map((bet) => -Math.log1p(-bet) - bet);

/** Squared distances of a stretch's values from the mean before it, in units of the range. */
function surprise(arm: Moments, before: Moments, { min, max }: Range): number {
  const expected = ((min + max) / 2 + before.n * before.mean) / (1 + before.n);
  return (arm.m2 + arm.n * (arm.mean - expected) ** 2) / (max - min) ** 2;
}
