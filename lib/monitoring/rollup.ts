import type { Observation } from "./observation.ts";

/** Charts and slices are kept by the minute, whatever the width evidence is judged in. */
export const CHART_SECONDS = 60;

/** The slice that is all of the traffic. */
export const EVERYTHING = "";

export type Rollup = {
  readonly exposureId: string;
  readonly arm: string;
  readonly slice: string;
  readonly metric: string;
  readonly bucketSeconds: number;
  readonly bucketAt: Date;
  n: number;
  nonFinite: number;
  total: number;
  totalSquares: number;
};

/**
 * Sums observations into buckets: all traffic by the minute and by the cohort width, each slice by the minute.
 * In key order, so that two batches that touch the same buckets take their locks in the same order.
 */
export function rollUp(observations: readonly Observation[]): Rollup[] {
  const rollups = new Map<string, Rollup>();
  for (const observation of observations)
    for (const [slice, bucketSeconds] of cellsOf(observation))
      add(rollups, observation, slice, bucketSeconds);
  return [...rollups.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, rollup]) => rollup);
}

function cellsOf({ slices, cohortSeconds }: Observation): [string, number][] {
  const named = Object.entries(slices).map(([name, value]): [string, number] => [
    `${name}=${value}`,
    CHART_SECONDS,
  ]);
  const overall: [string, number][] = [[EVERYTHING, CHART_SECONDS]];
  if (cohortSeconds !== CHART_SECONDS) overall.push([EVERYTHING, cohortSeconds]);
  return [...overall, ...named];
}

function add(
  rollups: Map<string, Rollup>,
  observation: Observation,
  slice: string,
  bucketSeconds: number,
): void {
  const { exposureId, arm, metric, at, value } = observation;
  const bucketAt = bucketOf(at, bucketSeconds);
  const key = [exposureId, metric, bucketSeconds, slice, arm, bucketAt.toISOString()].join("\u0000");
  const rollup = rollups.get(key) ?? {
    ...{ exposureId, arm, slice, metric, bucketSeconds, bucketAt },
    ...{ n: 0, nonFinite: 0, total: 0, totalSquares: 0 },
  };
  rollups.set(key, rollup);
  if (Number.isFinite(value)) {
    rollup.n += 1;
    rollup.total += value;
    rollup.totalSquares += value * value;
  } else {
    rollup.nonFinite += 1;
  }
}

/** The start of the bucket a moment falls in. */
export const bucketOf = (at: Date, seconds: number): Date =>
  new Date(Math.floor(at.getTime() / (seconds * 1000)) * seconds * 1000);
