import type { Tx } from "#lib/db/client.ts";
import type { Metric } from "#lib/metrics/metric.ts";
import type { Plan } from "#lib/releases/plan.ts";
import {
  type ExponentialHistogram,
  histogramOf,
  mergeHistograms,
  rowsIn,
} from "#lib/stats/exponential-histogram.ts";
import {
  type EvidenceSoFar,
  longestSeconds,
  silentAfterSeconds,
  type WatchedStep,
} from "./evidence-looks.ts";
import { type StretchHistogram, stretchHistograms } from "./stored-histograms.ts";

/** All stages together show about this many looks, each at the values up to then. */
const LOOKS_MAX = 120;

/** The evidence of a quantile in every stage as it grew, at the end of each stretch of time. */
export async function quantileLooks(
  tx: Tx,
  plan: Pick<Plan, "cohortSeconds" | "guardrails">,
  { id, quantile }: Metric,
  steps: readonly WatchedStep[],
): Promise<EvidenceSoFar[]> {
  if (quantile === undefined || steps.length === 0) return [];
  const { cohortSeconds } = plan;
  const looks = Math.ceil(LOOKS_MAX / steps.length);
  const stretchSeconds =
    cohortSeconds * Math.max(1, Math.ceil(longestSeconds(steps) / looks / cohortSeconds));
  const read = { metric: quantile.of, cohortSeconds };
  const stretches = await stretchHistograms(tx, read, steps, stretchSeconds);
  return steps.flatMap((step) => {
    const own = stretches.filter(
      ({ exposureId, firstAt }) => exposureId === step.exposureId && firstAt < step.until,
    );
    return grown(id, step, own, plan);
  });
}

function grown(
  metric: string,
  { exposureId, enteredAt, until }: WatchedStep,
  stretches: readonly StretchHistogram[],
  plan: Pick<Plan, "cohortSeconds" | "guardrails">,
): EvidenceSoFar[] {
  const groups = [...Map.groupBy(stretches, ({ stretch }) => stretch).values()];
  let histograms = { baseline: histogramOf([]), candidate: histogramOf([]) };
  const silentMs = 1000 * silentAfterSeconds(plan);
  let before: Date | null = null;
  return groups.map((group) => {
    const added = (arm: "baseline" | "candidate") =>
      mergeHistograms(histograms[arm], ...group.filter((one) => one.arm === arm));
    histograms = { baseline: added("baseline"), candidate: added("candidate") };
    const firstMs = Math.min(...group.map(({ firstAt }) => firstAt.getTime()));
    const silentSince: Date | null = before !== null && firstMs - before.getTime() > silentMs ? before : null;
    before = new Date(Math.max(...group.map(({ lastAt }) => lastAt.getTime())));
    const at = Math.min(before.getTime() + plan.cohortSeconds * 1000, until.getTime());
    return {
      exposureId,
      metric,
      at: new Date(Math.max(at, enteredAt.getTime())),
      silentSince,
      worstWindow: null,
      taken: groups.length,
      histograms,
      baseline: rowsOnly(histograms.baseline),
      candidate: rowsOnly(histograms.candidate),
    };
  });
}

/** A quantile is judged by its values alone: nothing reads their sums. */
const rowsOnly = (histogram: ExponentialHistogram) => ({
  n: rowsIn(histogram),
  nonFinite: 0,
  total: 0,
  totalSquares: 0,
});
