import { COUNTS_ANSWERS } from "#lib/metrics/catalogue.ts";
import type { Observation } from "./observation.ts";

/** Charts and slices are kept by the minute, whatever bucket width the evidence is judged by. */
export const CHART_SECONDS = 60;

/** The slice that covers all traffic. */
export const EVERYTHING = "";

/**
 * Whose clock places a row in its bucket. Evidence is judged as it was received: a sender's clock that is behind makes
 * nothing look old enough to have its label.
 */
export type RollupClock = "sender" | "receipt";

export type Rollup = {
  readonly exposureId: string;
  readonly arm: string;
  readonly slice: string;
  readonly metric: string;
  readonly bucketSeconds: number;
  readonly clock: RollupClock;
  readonly bucketAt: Date;
  n: number;
  nonFinite: number;
  total: number;
  totalSquares: number;
};

/**
 * Sums observations into buckets: all traffic and each slice by the sender's minute, and all traffic by the cohort's width
 * as it was received. How many answers there were is summed in cohorts of the sender's clock, too: the arms are counted over
 * the time both have reported. Sorted by key, so that two batches that touch the same buckets take their locks in the
 * same order.
 */
export function rollUp(observations: readonly Observation[]): Rollup[] {
  const series = new Map<string, Series>();
  for (const observation of observations) {
    const { exposureId, arm, metric, slices, cohortSeconds } = observation;
    const key = `${exposureId}\u0000${metric}\u0000${arm}`;
    const cells = series.get(key) ?? newSeries();
    series.set(key, cells);
    add(cells.byMinute, { slice: EVERYTHING, bucketSeconds: CHART_SECONDS, clock: "sender" }, observation);
    add(cells.received, { slice: EVERYTHING, bucketSeconds: cohortSeconds, clock: "receipt" }, observation);
    if (metric === COUNTS_ANSWERS && cohortSeconds !== CHART_SECONDS)
      add(cells.sent, { slice: EVERYTHING, bucketSeconds: cohortSeconds, clock: "sender" }, observation);
    for (const name in slices)
      add(
        cells.byMinute,
        { slice: `${name}=${slices[name]}`, bucketSeconds: CHART_SECONDS, clock: "sender" },
        observation,
      );
  }
  return [...series.values()]
    .flatMap(({ byMinute, received, sent }) => [...byMinute.values(), ...received.values(), ...sent.values()])
    .flatMap((buckets) => [...buckets.values()])
    .map((rollup) => [orderOf(rollup), rollup] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, rollup]) => rollup);
}

/** One arm's metric by slice and bucket start. Keys are short because there are millions of look-ups a minute. */
type Cells = Map<string, Map<number, Rollup>>;
type Series = Readonly<Record<"byMinute" | "received" | "sent", Cells>>;
const newSeries = (): Series => ({ byMinute: new Map(), received: new Map(), sent: new Map() });

type Cell = Pick<Rollup, "slice" | "bucketSeconds" | "clock">;

function add(cells: Cells, { slice, bucketSeconds, clock }: Cell, observation: Observation): void {
  const { value } = observation;
  const at = clock === "receipt" ? observation.receivedAt : observation.at;
  const buckets = cells.get(slice) ?? new Map<number, Rollup>();
  const width = bucketSeconds * 1000;
  const startMs = Math.floor(at.getTime() / width) * width;
  const rollup = buckets.get(startMs) ?? newRollup(observation, { slice, bucketSeconds, clock }, startMs);
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

function newRollup({ exposureId, arm, metric }: Observation, cell: Cell, startMs: number): Rollup {
  const of = { exposureId, arm, metric, ...cell, bucketAt: new Date(startMs) };
  return { ...of, n: 0, nonFinite: 0, total: 0, totalSquares: 0 };
}

const orderOf = ({ exposureId, metric, bucketSeconds, slice, clock, arm, bucketAt }: Rollup): string =>
  [exposureId, metric, bucketSeconds, slice, clock, arm, bucketAt.toISOString()].join("\u0000");
