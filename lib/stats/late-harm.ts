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
  const run = { wealth: BETS.map(() => 0), scale: 0, begun: 0 };
  let seen: Stretch = { baseline: noMoments, candidate: noMoments };
  let most = 0;
  for (const stretch of stretches) {
    if (stretch.baseline.n > 0 && stretch.candidate.n > 0)
      most = Math.max(most, played(run, winningsIn(stretch, seen, harm)));
    seen = {
      baseline: mergeMoments(seen.baseline, stretch.baseline),
      candidate: mergeMoments(seen.candidate, stretch.candidate),
    };
  }
  return most;
}

/** What each bet holds, in units of e to the power of `scale`, so that nothing overflows. */
type Run = { readonly wealth: number[]; scale: number; begun: number };

const WON_MAX = 400;
const RESCALED_FROM = 1e100;

/** Plays a stretch, which is one more beginning; returns the log of all that is held, with what is not yet staked. */
function played(run: Run, logWon: (bet: number) => number): number {
  run.begun += 1;
  const unit = Math.exp(-run.scale);
  const staked = Math.min(1, run.begun / STRETCHES_MAX);
  const stake = run.begun > STRETCHES_MAX ? 0 : unit / STRETCHES_MAX;
  let sum = 0;
  for (let at = 0; at < BETS.length; at += 1) {
    run.wealth[at] = (run.wealth[at]! + stake) * Math.exp(Math.min(WON_MAX, logWon(at)));
    sum += run.wealth[at]!;
  }
  const held = run.scale + Math.log(unit * (1 - staked) + sum / BETS.length);
  if (sum > RESCALED_FROM) {
    run.scale += Math.log(sum);
    run.wealth.forEach((each, at) => {
      run.wealth[at] = each / sum;
    });
  }
  return held;
}

/** Log of what each bet wins in a stretch, against arms' means as they were before it. The thinner arm bets the whole. */
function winningsIn(
  { baseline, candidate }: Stretch,
  seen: Stretch,
  { margin, worse, range }: Harm,
): (bet: number) => number {
  const thinner = Math.min(baseline.n, candidate.n);
  const off = (worse * (candidate.mean - baseline.mean) - margin) / (range.max - range.min);
  const first = surprise(baseline, seen.baseline, range);
  const second = surprise(candidate, seen.candidate, range);
  return (at) => {
    const bet = BETS[at]!;
    const paid = (rows: number) => (rows === thinner ? PRICES[at]! : price((bet * thinner) / rows));
    return bet * thinner * off - paid(baseline.n) * first - paid(candidate.n) * second;
  };
}

const price = (bet: number): number => -Math.log1p(-bet) - bet;
const PRICES = BETS.map(price);

/** Squared distances of a stretch's values from the mean before it, in units of the range. */
function surprise(arm: Moments, before: Moments, { min, max }: Range): number {
  const expected = ((min + max) / 2 + before.n * before.mean) / (1 + before.n);
  return (arm.m2 + arm.n * (arm.mean - expected) ** 2) / (max - min) ** 2;
}
