import { harmSign } from "#lib/metrics/direction.ts";
import type { Metric } from "#lib/metrics/metric.ts";
import { bernoulliSequence } from "#lib/stats/bernoulli.ts";
import { boundedDifference, boundedMean, type Range } from "#lib/stats/bounded-mean.ts";
import type { Interval } from "#lib/stats/measured.ts";
import { type Moments, summaryOf } from "#lib/stats/moments.ts";
import {
  type AsymptoticSettings,
  asymptoticBounds,
  asymptoticPairs,
  type HarmBounds,
  worseSide,
} from "./harm-bounds.ts";

/** The part of alpha that each exact test spends. The normal law, which needs fewer rows of the usual kind, has the rest. */
const EXACT_PART = 0.2;

/**
 * From here on a mean of bounded values follows a normal law closely enough, as a share does from n p (1 - p) = 5: rows that
 * came as far off as they can would have been seen. The skewness of the mean is then below 1/sqrt(5).
 */
const SPREAD_MIN = 5;
/** Of pairs of scores less: to be that far off takes both versions at once, each as sure as it can be of the opposite. */
const PAIRS_SPREAD_MIN = 2;

type Settings = AsymptoticSettings & {
  readonly range: Range;
  readonly alpha: number;
};

/**
 * Of values within a range. An exact sequence holds from the first row on and for any law; a normal law takes its place where
 * few and grave values cannot hide any more. Means are off upwards by values that an arm did not show yet at the top of
 * the range, and downwards by such at its bottom, so that each bound asks of either arm what can hide on its side.
 */
export function boundedHarm(baseline: Moments, candidate: Moments, settings: Settings): HarmBounds {
  const { metric, range, alpha } = settings;
  const exact = () => worseSide(boundedDifference(baseline, candidate, range, alpha * EXACT_PART), metric);
  const rough = asymptoticBounds(
    summaryOf(baseline),
    summaryOf(candidate),
    settings,
    alpha * (1 - EXACT_PART),
  );
  const above = Math.min(spreadTo(candidate, range.max), spreadTo(baseline, range.min)) / SPREAD_MIN;
  const below = Math.min(spreadTo(candidate, range.min), spreadTo(baseline, range.max)) / SPREAD_MIN;
  return joined(exact, rough, {
    seen: worseFirst(below, above, metric),
    thinner: Math.min(baseline.n, candidate.n),
  });
}

/**
 * Of pairs, in which both versions answered the same input: one difference each. Where each is 0 or 1 and no more harm is
 * allowed, the pairs that differ are counted too, as McNemar's test does, by an exact sequence.
 */
export function boundedPairs(
  paired: Moments,
  settings: Settings & { readonly isShare: boolean; readonly countsDiffering: boolean },
): HarmBounds & { readonly rareHarm: boolean } {
  const { metric, range, alpha, isShare, countsDiffering } = settings;
  const width = range.max - range.min;
  const part = alpha * EXACT_PART;
  const exact = () => worseSide(boundedMean(paired, { min: -width, max: width }, part), metric);
  const rough = asymptoticPairs(summaryOf(paired), settings, alpha - (countsDiffering ? 2 : 1) * part);
  const least = isShare ? SPREAD_MIN : PAIRS_SPREAD_MIN;
  const [below, above] = [spreadTo(paired, -width) / least, spreadTo(paired, width) / least];
  return {
    ...joined(exact, rough, { seen: worseFirst(below, above, metric), thinner: paired.n }),
    rareHarm: countsDiffering && mostDifferWorse(paired, harmSign(metric), part),
  };
}

/** How many rows as far from the mean as this end of the range would spread as much. */
const spreadTo = ({ mean, m2 }: Moments, end: number): number => m2 / (end - mean) ** 2;

/** What each bound of the harm rests on, of what lies below and above the means. */
const worseFirst = (below: number, above: number, metric: Pick<Metric, "better">): Interval =>
  harmSign(metric) === 1 ? { lower: below, upper: above } : { lower: above, upper: below };

type Seen = {
  /** At least 1 where nothing that would move the bound can hide. */
  readonly seen: Interval;
  readonly thinner: number;
};

function joined(exact: () => Interval, rough: HarmBounds, { seen, thinner }: Seen): HarmBounds {
  const until = thinner * Math.max(1, 1 / Math.min(seen.lower, seen.upper));
  const holds = (side: keyof Interval) => seen[side] >= 1 && Number.isFinite(rough[side]);
  const found = holds("lower") && holds("upper") ? rough : exact();
  return {
    lower: holds("lower") ? rough.lower : found.lower,
    upper: holds("upper") ? rough.upper : found.upper,
    rowsFor: (halfWidth) => {
      const rows = rough.rowsFor(halfWidth);
      return rows === null || !Number.isFinite(until) ? null : Math.max(rows, Math.ceil(until));
    },
  };
}

/** Whether of the pairs that differ more than half are proven worse. */
function mostDifferWorse({ n, mean, m2 }: Moments, sign: 1 | -1, alpha: number): boolean {
  const differing = m2 + n * mean * mean;
  const worse = Math.min(differing, Math.max(0, (differing + sign * n * mean) / 2));
  const found = bernoulliSequence({ successes: worse, n: differing }, alpha);
  return found.status === "ok" && found.lower > 0.5;
}
