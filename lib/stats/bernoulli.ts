import gammaln from "@stdlib/math-base-special-gammaln";
import { type Interval, insufficient, type Measured } from "./measured.ts";
import type { Count } from "./proportions.ts";

/**
 * Confidence sequence for a probability, exact at any n, and at 0 and n successes: the values of p that Robbins'
 * uniform mixture (1970) does not refute, {p : (n+1) C(n,s) p^s (1-p)^(n-s) >= alpha}.
 */
export function bernoulliSequence({ successes, n }: Count, alpha: number): Measured<Interval> {
  if (n <= 0) return insufficient("no trials");
  const share = successes / n;
  const logChoose = gammaln(n + 1) - gammaln(successes + 1) - gammaln(n - successes + 1);
  const logMass = Math.log(n + 1) + logChoose;
  const least = Math.log(alpha);
  const kept = (p: number) => logMass + logLikelihood(successes, n, p) >= least;
  return {
    status: "ok",
    lower: successes === 0 ? 0 : edge(share, 0, kept),
    upper: successes === n ? 1 : edge(share, 1, kept),
  };
}

/**
 * Sequence for the probability of candidate minus that of baseline, from each arm's own sequence at alpha/2. Wide,
 * but exact from the first row and at a baseline of zero events.
 */
export function bernoulliDifferenceSequence(
  baseline: Count,
  candidate: Count,
  alpha: number,
): Measured<Interval> {
  const base = bernoulliSequence(baseline, alpha / 2);
  const next = bernoulliSequence(candidate, alpha / 2);
  if (base.status !== "ok") return base;
  if (next.status !== "ok") return next;
  return { status: "ok", lower: next.lower - base.upper, upper: next.upper - base.lower };
}

/** What one interval of time added to each arm: events among n rows. */
export type Block = { readonly baseline: Events; readonly candidate: Events };

type Events = { readonly n: number; readonly events: number };

/**
 * Evidence that the candidate's event is more likely than the baseline's: natural log of an e-process for "both are
 * equally likely" (Turner, Ly, Grünwald 2021; estimates from earlier blocks only, plus half an event and one trial).
 * At any look, ln E >= ln(1/alpha) refutes it at alpha. A block before which the candidate does not look worse bets
 * nothing. Works from a baseline of zero events.
 */
export function harmLogE(blocks: Iterable<Block>): number {
  let logE = 0;
  const seen = { baseline: { events: 0, n: 0 }, candidate: { events: 0, n: 0 } };
  for (const { baseline, candidate } of blocks) {
    const base = estimate(seen.baseline);
    const next = estimate(seen.candidate);
    const total = baseline.n + candidate.n;
    if (next > base && total > 0) {
      const pooled = (baseline.n * base + candidate.n * next) / total;
      logE += logRatio(baseline, base, pooled) + logRatio(candidate, next, pooled);
    }
    add(seen.baseline, baseline);
    add(seen.candidate, candidate);
  }
  return logE;
}

function estimate({ events, n }: Events): number {
  return (events + 0.5) / (n + 1);
}

function logRatio({ events, n }: Events, p: number, pooled: number): number {
  return logLikelihood(events, n, p) - logLikelihood(events, n, pooled);
}

function logLikelihood(events: number, n: number, p: number): number {
  const hits = events === 0 ? 0 : events * Math.log(p);
  const misses = events === n ? 0 : (n - events) * Math.log1p(-p);
  return hits + misses;
}

function add(sum: { events: number; n: number }, block: Events): void {
  sum.events += block.events;
  sum.n += block.n;
}

/** The last `kept` point between a kept `inside` and the end of the scale, to the last bit. */
function edge(inside: number, end: number, kept: (p: number) => boolean): number {
  let good = inside;
  let bad = end;
  for (let step = 0; step < 200; step += 1) {
    const middle = (good + bad) / 2;
    if (middle === good || middle === bad) break;
    if (kept(middle)) good = middle;
    else bad = middle;
  }
  return good;
}
