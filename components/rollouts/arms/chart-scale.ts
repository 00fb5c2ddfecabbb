import type { ArmPoint } from "#lib/rollouts/views/arm-series.ts";

export type ChartRow = {
  atMs: number;
  baseline: number | null;
  candidate: number | null;
  baselineBand: [number, number] | null;
  candidateBand: [number, number] | null;
};

/** Points as the chart draws them; an arm without both ends of its band has no band there. */
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

type Drawn = {
  readonly points: readonly ArmPoint[];
  readonly silence: { readonly from: string; readonly to: string } | null;
};

/** The horizontal reach: from the first point to the last, or to the end of a silence. */
export function xDomain({ points, silence }: Drawn): [number, number] {
  const ends = [points[0]?.at, points.at(-1)?.at, silence?.from, silence?.to];
  const times = ends.flatMap((at) => (at === undefined ? [] : [Date.parse(at)]));
  return times.length === 0 ? [0, 1] : [Math.min(...times), Math.max(...times)];
}

/** Where a stretch of time lies within a reach, in per cent of its width. */
export function placeIn([first, last]: readonly [number, number], from: string, to: string) {
  const percent = (at: string) =>
    Math.min(1, Math.max(0, (Date.parse(at) - first) / (last - first || 1))) * 100;
  return { left: percent(from), width: percent(to) - percent(from) };
}

type Reach = { readonly points: readonly ArmPoint[]; readonly limit: number | null };

/**
 * The vertical reach: all means and the limit, and the bands as far as they do not dwarf them (a band from
 * three observations would otherwise flatten everything after it). A tenth of air on either side.
 */
export function yDomain({ points, limit }: Reach): [number, number] {
  const means = finite(points.flatMap((point) => [point.baseline, point.candidate]));
  if (limit !== null) means.push(limit);
  if (means.length === 0) return [0, 1];
  const meanLow = Math.min(...means);
  const meanHigh = Math.max(...means);
  const spread = meanHigh - meanLow || Math.abs(meanHigh) || 1;
  const lows = finite(points.flatMap((point) => [point.baselineLow, point.candidateLow]));
  const highs = finite(points.flatMap((point) => [point.baselineHigh, point.candidateHigh]));
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
