import type { Tx } from "#lib/db/client.ts";
import type { Metric } from "#lib/metrics/metric.ts";
import { type ExponentialHistogram, quantileOf, rowsIn } from "#lib/stats/exponential-histogram.ts";
import { stretchHistograms, type WatchedSince } from "./stored-histograms.ts";

type Point = { arm: "baseline" | "candidate"; at: Date; mean: number; low: number; high: number };

/** A quantile of each arm in each stretch of each stage, with an interval of 95 % for the chart, not for a verdict. */
export async function quantilePoints(
  tx: Tx,
  { quantile }: Metric,
  stages: readonly WatchedSince[],
  { cohortSeconds, stretchSeconds }: { readonly cohortSeconds: number; readonly stretchSeconds: number },
): Promise<Point[]> {
  if (quantile === undefined) return [];
  const found = await stretchHistograms(tx, { metric: quantile.of, cohortSeconds }, stages, stretchSeconds);
  const entered = new Map(stages.map(({ exposureId, enteredAt }) => [exposureId, enteredAt.getTime()]));
  return found
    .map(({ exposureId, arm, stretch, ...histogram }) => {
      const at = new Date(entered.get(exposureId)! + Math.max(0, stretch) * stretchSeconds * 1000);
      return { arm, at, ...bandOf(histogram, quantile.p) };
    })
    .sort((a, b) => Number(a.at) - Number(b.at));
}

/** Of a normal 95 % interval, for charts. */
export const Z95 = 1.96;

/** The quantile, and those whose ranks are as far from its own as chance takes them. */
function bandOf(histogram: ExponentialHistogram, p: number) {
  const half = Z95 * Math.sqrt((p * (1 - p)) / rowsIn(histogram));
  const at = (share: number) => quantileOf(histogram, Math.min(1, Math.max(0, share))) ?? 0;
  return { mean: at(p), low: at(p - half), high: at(p + half) };
}
