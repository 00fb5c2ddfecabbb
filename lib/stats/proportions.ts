import { type Interval, insufficient, type Measured } from "./measured.ts";
import type { Summary } from "./moments.ts";
import { normalQuantileOfTail } from "./tails.ts";

/** `successes` of `n` trials. */
export type Count = { readonly successes: number; readonly n: number };

type Proportion = Interval & { readonly n: number; readonly share: number };
type ProportionDifference = Interval & { readonly difference: number };

/** Share with Wilson's score interval (1927), which stays inside [0, 1] and works at 0 and n. */
export function wilsonInterval({ successes, n }: Count, alpha = 0.05): Measured<Proportion> {
  if (n <= 0) return insufficient("no trials");
  const z = normalQuantileOfTail(alpha / 2);
  const share = successes / n;
  const centre = (share + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  return {
    status: "ok",
    n,
    share,
    lower: successes === 0 ? 0 : Math.max(0, centre - half),
    upper: successes === n ? 1 : Math.min(1, centre + half),
  };
}

/**
 * A share with its variance taken at (k + 4)/(n + 8), never near zero on a few rare events: the plug-in variance of a
 * thin arm without an event is 0 and makes the other arm's first event look proven.
 */
export function smoothedSummary({ successes, n }: Count): Summary {
  const smoothed = (successes + 4) / (n + 8);
  return { n, mean: n === 0 ? 0 : successes / n, variance: smoothed * (1 - smoothed) };
}

/** Share of `a` minus share of `b`, independent, with Newcombe's hybrid score interval (1998, method 10). */
export function newcombeDifference(a: Count, b: Count, alpha = 0.05): Measured<ProportionDifference> {
  const one = wilsonInterval(a, alpha);
  const two = wilsonInterval(b, alpha);
  if (one.status !== "ok") return one;
  if (two.status !== "ok") return two;
  const difference = one.share - two.share;
  return {
    status: "ok",
    difference,
    lower: difference - Math.hypot(one.share - one.lower, two.upper - two.share),
    upper: difference + Math.hypot(one.upper - one.share, two.share - two.lower),
  };
}
