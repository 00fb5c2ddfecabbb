import type { ArmPoint, ArmSeries } from "./rollout-view.ts";

export type ChartRow = {
  atMs: number;
  baseline: number | null;
  candidate: number | null;
  baselineBand: [number, number] | null;
  candidateBand: [number, number] | null;
};

/** Points as the drawing wants them; an arm without both ends of its band has no band there. */
export function chartRows(points: readonly ArmPoint[]): ChartRow[] {
  return points.map((point) => ({
    atMs: Date.parse(point.at),
    baseline: point.baseline,
    candidate: point.candidate,
    baselineBand: band(point.baselineLow, point.baselineHigh),
    candidateBand: band(point.candidateLow, point.candidateHigh),
  }));
}

/** Points with an empty one wherever at least one step is missing, so that no line is drawn over silence. */
export function withGaps(points: readonly ArmPoint[], stepSeconds: number): ArmPoint[] {
  return points.flatMap((point, at) => {
    const before = points[at - 1];
    const missing = before && Date.parse(point.at) - Date.parse(before.at) > stepSeconds * 1500;
    if (!missing) return [point];
    return [{ ...nothing, at: new Date(Date.parse(before.at) + stepSeconds * 1000).toISOString() }, point];
  });
}

const nothing = {
  baseline: null,
  baselineLow: null,
  baselineHigh: null,
  candidate: null,
  candidateLow: null,
  candidateHigh: null,
};

/**
 * The vertical reach: all means and the limit, and the bands as far as they do not dwarf them (a band from
 * three observations would otherwise flatten everything after it). A tenth of air on either side.
 */
export function yDomain(series: Pick<ArmSeries, "points" | "limit">): [number, number] {
  const means = finite(series.points.flatMap((point) => [point.baseline, point.candidate]));
  if (series.limit !== null) means.push(series.limit);
  if (means.length === 0) return [0, 1];
  const meanLow = Math.min(...means);
  const meanHigh = Math.max(...means);
  const spread = meanHigh - meanLow || Math.abs(meanHigh) || 1;
  const lows = finite(series.points.flatMap((point) => [point.baselineLow, point.candidateLow]));
  const highs = finite(series.points.flatMap((point) => [point.baselineHigh, point.candidateHigh]));
  const low = Math.max(meanLow - spread, Math.min(meanLow, ...lows));
  const high = Math.min(meanHigh + spread, Math.max(meanHigh, ...highs));
  const air = Math.max((high - low || spread) * 0.1, Number.MIN_VALUE);
  return [low - air, high + air];
}

function band(low: number | null, high: number | null): [number, number] | null {
  return low === null || high === null ? null : [low, high];
}

function finite(values: readonly (number | null)[]): number[] {
  return values.filter((value): value is number => value !== null && Number.isFinite(value));
}
