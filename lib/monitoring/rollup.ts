import { COUNTS_ANSWERS } from "#lib/metrics/catalogue.ts";
import { type Observation, PAIR } from "./observation.ts";
import type { Series } from "./series.ts";

/** Charts and slices are kept by the minute, whatever bucket width the evidence is judged by. */
export const CHART_SECONDS = 60;

/** So are the sums of slices by which a plan judges, which are kept as they were received. */
export const SLICE_SECONDS = 60;

/** The slice that covers all traffic. */
export const EVERYTHING = "";

/**
 * Whose clock places a row in its bucket. Evidence is judged as it was received: a sender's clock that is behind makes
 * nothing look old enough to have its label.
 */
export type RollupClock = "sender" | "receipt";

/** Which observations a roll-up sums. */
type Place = {
  readonly exposureId: string;
  readonly arm: string;
  readonly slice: string;
  readonly metric: string;
  readonly bucketSeconds: number;
  readonly clock: RollupClock;
  readonly bucketAt: Date;
};

export type Sums = {
  n: number;
  nonFinite: number;
  total: number;
  totalSquares: number;
  /** Where answers are counted, of all traffic: how many of those who are assigned were first seen here. */
  units: number;
  /** How many of its values a correction replaced. */
  corrected: number;
};

export type Rollup = Place & Sums;

const noSums: Sums = { n: 0, nonFinite: 0, total: 0, totalSquares: 0, units: 0, corrected: 0 };

/**
 * Sums observations into buckets: all traffic and each slice by the sender's minute, and all traffic by the cohort's width
 * as it was received; slices by which a plan judges by the minute in which they were. How many answers there were is summed in cohorts of the sender's clock, too: the arms are counted over
 * the time both have reported. Sorted by key, so that two batches that touch the same buckets take their locks in the
 * same order.
 */
export function rollUp(series: readonly Series[]): Rollup[] {
  return series
    .flatMap(cellsOf)
    .flatMap(({ bySlice }) => [...bySlice.values()])
    .flatMap(({ byStart }) => [...byStart.values()])
    .map((rollup) => [orderOf(rollup), rollup] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, rollup]) => rollup);
}

/** The sums of one series: of all traffic, of each slice, and of the slices by which its plan judges. */
function cellsOf(series: Series): Cells[] {
  const { all, judged } = newCells(series[0]);
  const everything = all.map((cells) => bucketsOf(cells, EVERYTHING));
  // Rows whose slices are one object are in the same of them.
  const bySlices = new Map<Observation["slices"], readonly Buckets[]>();
  for (const observation of series) {
    const { slices, judgedBy = NONE } = observation;
    for (const each of everything) add(each, observation);
    const known =
      bySlices.get(slices) ??
      Object.entries(slices).map(([name, value]) => bucketsOf(all[0], `${name}=${value}`));
    bySlices.set(slices, known);
    for (const each of known) add(each, observation);
    for (const name of judgedBy)
      if (Object.hasOwn(slices, name)) add(bucketsOf(judged, `${name}=${slices[name]}`), observation);
  }
  return [...all, judged];
}

/**
 * One arm's metric by one clock and width, by slice and bucket start. Keys are short because there are millions of look-ups
 * a minute.
 */
type Cells = Pick<Rollup, "bucketSeconds" | "clock"> & { readonly bySlice: Map<string, Buckets> };

/** Of one slice. Most rows of a batch are in the bucket of the one before. */
type Buckets = Pick<Rollup, "bucketSeconds" | "clock" | "slice"> & {
  readonly byStart: Map<number, Rollup>;
  last: Rollup | null;
  lastMs: number;
};

function bucketsOf({ bucketSeconds, clock, bySlice }: Cells, slice: string): Buckets {
  const there = bySlice.get(slice) ?? {
    bucketSeconds,
    clock,
    slice,
    byStart: new Map(),
    last: null,
    lastMs: Number.NaN,
  };
  bySlice.set(slice, there);
  return there;
}

type SeriesCells = {
  /** Of all traffic; the first also sums each slice. */
  readonly all: readonly [Cells, ...Cells[]];
  /** Of the slices by which the plan judges, as they were received. */
  readonly judged: Cells;
};

const NONE: readonly string[] = [];

function newCells({ arm, metric, cohortSeconds }: Observation): SeriesCells {
  const cells = (clock: RollupClock, bucketSeconds: number): Cells => ({
    clock,
    bucketSeconds,
    bySlice: new Map(),
  });
  // Pairs are evidence alone: no chart draws them, and no slice.
  const judged = cells("receipt", SLICE_SECONDS);
  if (arm === PAIR) return { all: [cells("receipt", cohortSeconds)], judged };
  const sent =
    metric === COUNTS_ANSWERS && cohortSeconds !== CHART_SECONDS ? [cells("sender", cohortSeconds)] : [];
  return { all: [cells("sender", CHART_SECONDS), cells("receipt", cohortSeconds), ...sent], judged };
}

function add(buckets: Buckets, observation: Observation): void {
  const { at, receivedAt, value, first, weight = 1 } = observation;
  const width = buckets.bucketSeconds * 1000;
  const startMs = Math.floor((buckets.clock === "receipt" ? receivedAt : at).getTime() / width) * width;
  const rollup =
    buckets.last && buckets.lastMs === startMs ? buckets.last : rollupAt(buckets, startMs, observation);
  if (first && rollup.metric === COUNTS_ANSWERS && rollup.slice === EVERYTHING) rollup.units += 1;
  if (Number.isFinite(value)) {
    rollup.n += weight;
    rollup.total += weight * value;
    rollup.totalSquares += weight * value * value;
  } else {
    rollup.nonFinite += weight;
  }
  if (weight < 0) rollup.corrected += 1;
}

function rollupAt(buckets: Buckets, startMs: number, { exposureId, arm, metric }: Observation): Rollup {
  const { slice, clock, bucketSeconds, byStart } = buckets;
  const place = { exposureId, arm, metric, slice, clock, bucketSeconds, bucketAt: new Date(startMs) };
  const rollup = byStart.get(startMs) ?? { ...place, ...noSums };
  byStart.set(startMs, rollup);
  buckets.last = rollup;
  buckets.lastMs = startMs;
  return rollup;
}

const orderOf = ({ exposureId, metric, bucketSeconds, slice, clock, arm, bucketAt }: Rollup): string =>
  [exposureId, metric, bucketSeconds, slice, clock, arm, bucketAt.toISOString()].join("\u0000");
