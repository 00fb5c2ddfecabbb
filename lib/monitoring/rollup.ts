import type { Observation } from "./observation.ts";

/** Charts and slices are kept by the minute, whatever bucket width the evidence is judged by. */
export const CHART_SECONDS = 60;

/** The slice that covers all traffic. */
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
 * Sums observations into buckets: all traffic by the minute and by the cohort width, each slice by the minute. Sorted
 * by key, so that two batches that touch the same buckets take their locks in the same order.
 */
export function rollUp(observations: readonly Observation[]): Rollup[] {
  const series = new Map<string, Series>();
  for (const observation of observations) {
    const { exposureId, arm, metric, slices, cohortSeconds } = observation;
    const key = `${exposureId}\u0000${metric}\u0000${arm}`;
    const cells = series.get(key) ?? newSeries();
    series.set(key, cells);
    add(cells.byMinute, EVERYTHING, CHART_SECONDS, observation);
    if (cohortSeconds !== CHART_SECONDS) add(cells.byCohort, EVERYTHING, cohortSeconds, observation);
    for (const name in slices) add(cells.byMinute, `${name}=${slices[name]}`, CHART_SECONDS, observation);
  }
  return [...series.values()]
    .flatMap(({ byMinute, byCohort }) => [...byMinute.values(), ...byCohort.values()])
    .flatMap((buckets) => [...buckets.values()])
    .map((rollup) => [orderOf(rollup), rollup] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, rollup]) => rollup);
}

/** One arm's metric by slice and bucket start. Keys are short because there are millions of look-ups a minute. */
type Cells = Map<string, Map<number, Rollup>>;
type Series = { readonly byMinute: Cells; readonly byCohort: Cells };
const newSeries = (): Series => ({ byMinute: new Map(), byCohort: new Map() });

function add(cells: Cells, slice: string, bucketSeconds: number, observation: Observation): void {
  const { at, value } = observation;
  const buckets = cells.get(slice) ?? new Map<number, Rollup>();
  const width = bucketSeconds * 1000;
  const startMs = Math.floor(at.getTime() / width) * width;
  const rollup = buckets.get(startMs) ?? newRollup(observation, slice, bucketSeconds, startMs);
  cells.set(slice, buckets);
  buckets.set(startMs, rollup);
  if (Number.isFinite(value)) {
    rollup.n += 1;
    rollup.total += value;
    rollup.totalSquares += value * value;
  } else {
    rollup.nonFinite += 1;
  }
}

function newRollup(
  { exposureId, arm, metric }: Observation,
  slice: string,
  bucketSeconds: number,
  startMs: number,
): Rollup {
  const of = { exposureId, arm, slice, metric, bucketSeconds, bucketAt: new Date(startMs) };
  return { ...of, n: 0, nonFinite: 0, total: 0, totalSquares: 0 };
}

const orderOf = ({ exposureId, metric, bucketSeconds, slice, arm, bucketAt }: Rollup): string =>
  [exposureId, metric, bucketSeconds, slice, arm, bucketAt.toISOString()].join("\u0000");
