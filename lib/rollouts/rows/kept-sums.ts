import type { Arm } from "#lib/exposure/bucketing.ts";
import { type Addition, spreadsAdded } from "#lib/monitoring/addition.ts";
import type { RollupClock, Sums } from "#lib/monitoring/rollup.ts";
import type { GroupSpreads } from "#lib/monitoring/subject-groups.ts";
import { type ExponentialHistogram, LAST_BIN } from "#lib/stats/exponential-histogram.ts";
import type { ArmStretch } from "./arm-stretches.ts";
import { KeptSlices } from "./kept-slices.ts";

/**
 * The sums of one bucket, or of all that are settled, with what rounding took from the two that are not counts: a stage of a week
 * adds up a million batches (Neumaier 1974).
 */
export type Cell = Sums & { latestMs: number; lastBucketMs: number; totalRest: number; squaresRest: number };

export const NOTHING: Readonly<Cell> = {
  n: 0,
  nonFinite: 0,
  total: 0,
  totalRest: 0,
  totalSquares: 0,
  squaresRest: 0,
  units: 0,
  corrected: 0,
  latestMs: Number.NEGATIVE_INFINITY,
  lastBucketMs: Number.NEGATIVE_INFINITY,
};

/** Of one metric, arm and clock: what is settled as one sum, and each bucket that may still come to count. */
export type Series = {
  readonly metric: string;
  readonly arm: Arm | "pair";
  readonly clock: RollupClock;
  settled: Cell | null;
  readonly open: Map<number, Cell>;
  /** By place, what each stretch of the stage added. */
  readonly stretches: Map<number, StretchSums>;
};

type StretchSums = Record<"n" | "total" | "totalSquares", number>;

/** After which moment the buckets of a series are kept apart. */
export type OpenSince = (metric: string, clock: RollupClock) => number;

/** In which stretch of the stage a bucket of a metric is; null where the metric is not read by stretches. */
export type PlaceIn = (metric: string, bucketMs: number) => number | null;
export const NO_STRETCHES: PlaceIn = () => null;

/** The sums of an exposure as they were read once and added to since. */
export class KeptSums {
  readonly #series = new Map<string, Series>();
  readonly #histograms = new Map<string, Float64Array>();
  /** The same as they are judged, until a value is added: what was worked out of one is known by it. */
  readonly #packed = new Map<string, ExponentialHistogram>();
  readonly #spreads = new Map<string, GroupSpreads>();
  readonly slices = new KeptSlices();

  get series(): Iterable<Series> {
    return this.#series.values();
  }

  of(metric: string, arm: Arm | "pair", clock: RollupClock = "receipt"): Series | undefined {
    return this.#series.get(`${metric} ${arm} ${clock}`);
  }

  /** A bucket's sums, or those of all that are settled where there is none. */
  load(
    { metric, arm, clock }: Pick<Series, "metric" | "arm" | "clock">,
    bucketMs: number | null,
    cell: Cell,
  ) {
    const series = this.#seriesOf(metric, arm, clock);
    if (bucketMs === null) series.settled = cell;
    else series.open.set(bucketMs, cell);
  }

  loadHistogram(metric: string, arm: string, { bins, counts }: ExponentialHistogram): void {
    const key = `${metric} ${arm}`;
    const kept = this.#histograms.get(key) ?? new Float64Array(LAST_BIN + 1);
    this.#histograms.set(key, kept);
    this.#packed.delete(key);
    for (let at = 0; at < bins.length; at++) kept[bins[at]!]! += counts[at]!;
  }

  loadSpreads(metric: string, arm: string, spreads: GroupSpreads): void {
    this.#spreads.set(`${metric} ${arm}`, spreads);
  }

  loadStretch({ metric, arm, place, ...sums }: ArmStretch): void {
    addToStretch(this.#seriesOf(metric, arm, "receipt"), place, sums);
  }

  stretches(metrics: readonly string[]): ArmStretch[] {
    return [...this.#series.values()].flatMap(({ metric, arm, stretches }) =>
      metrics.includes(metric)
        ? [...stretches].map(([place, sums]) => ({ metric, arm, place, ...sums }))
        : [],
    );
  }

  add(
    { latestMs, cells, histograms, spreads, slices = [] }: Addition,
    openSince: OpenSince,
    placeIn: PlaceIn = NO_STRETCHES,
  ): void {
    for (const [metric, arm, clock, bucketMs, n, nonFinite, total, totalSquares, units, corrected] of cells) {
      const series = this.#seriesOf(metric, arm as Series["arm"], clock);
      const sums = { n, nonFinite, total, totalSquares, units, corrected, totalRest: 0, squaresRest: 0 };
      const isOpen = bucketMs > openSince(metric, clock);
      addToBucket(series, isOpen ? bucketMs : null, { ...sums, latestMs, lastBucketMs: bucketMs });
      const place = clock === "receipt" && arm !== "pair" ? placeIn(metric, bucketMs) : null;
      if (place !== null) addToStretch(series, place, sums);
    }
    for (const [slice, metric, arm, bucketMs, n, nonFinite, total, totalSquares] of slices)
      this.slices.add({ slice, metric, arm, bucketMs, n, nonFinite, total, totalSquares });
    for (const { metric, arm, ...histogram } of histograms) this.loadHistogram(metric, arm, histogram);
    for (const each of spreads) this.loadSpreads(each[0], each[1], spreadsAdded(each));
  }

  /** Puts buckets that are no longer told apart with the settled ones. */
  settle(openSince: OpenSince): void {
    for (const series of this.#series.values()) {
      const { metric, clock, open } = series;
      const since = openSince(metric, clock);
      for (const [bucketMs, cell] of open) {
        if (bucketMs > since) continue;
        open.delete(bucketMs);
        if (series.settled) addTo(series.settled, cell);
        else series.settled = cell;
      }
    }
  }

  histogram(metric: string, arm: Arm): ExponentialHistogram {
    const key = `${metric} ${arm}`;
    const found = this.#packed.get(key) ?? packed(this.#histograms.get(key) ?? []);
    this.#packed.set(key, found);
    return found;
  }

  spreads(metric: string, arm: Arm | "pair"): GroupSpreads | undefined {
    return this.#spreads.get(`${metric} ${arm}`);
  }

  #seriesOf(metric: string, arm: Arm | "pair", clock: RollupClock): Series {
    const key = `${metric} ${arm} ${clock}`;
    const known = this.#series.get(key);
    if (known) return known;
    const made: Series = { metric, arm, clock, settled: null, open: new Map(), stretches: new Map() };
    this.#series.set(key, made);
    return made;
  }
}

function packed(counted: ArrayLike<number>): ExponentialHistogram {
  const bins: number[] = [];
  const counts: number[] = [];
  for (let bin = 0; bin < counted.length; bin++) {
    if (counted[bin] === 0) continue;
    bins.push(bin);
    counts.push(counted[bin]!);
  }
  return { bins, counts };
}

/** Of a bucket, or of all that are settled where there is none. */
function addToBucket(series: Series, bucketMs: number | null, cell: Cell): void {
  const known = bucketMs === null ? series.settled : series.open.get(bucketMs);
  if (known) addTo(known, cell);
  else if (bucketMs === null) series.settled = cell;
  else series.open.set(bucketMs, cell);
}

function addToStretch({ stretches }: Series, place: number, { n, total, totalSquares }: StretchSums): void {
  const sums = stretches.get(place);
  if (sums === undefined) {
    stretches.set(place, { n, total, totalSquares });
    return;
  }
  sums.n += n;
  sums.total += total;
  sums.totalSquares += totalSquares;
}

export function addTo(sum: Cell, added: Cell): void {
  sum.n += added.n;
  sum.nonFinite += added.nonFinite;
  const total = sum.total + added.total;
  sum.totalRest += added.totalRest + lostIn(sum.total, added.total, total);
  sum.total = total;
  const squares = sum.totalSquares + added.totalSquares;
  sum.squaresRest += added.squaresRest + lostIn(sum.totalSquares, added.totalSquares, squares);
  sum.totalSquares = squares;
  sum.units += added.units;
  sum.corrected += added.corrected;
  sum.latestMs = Math.max(sum.latestMs, added.latestMs);
  sum.lastBucketMs = Math.max(sum.lastBucketMs, added.lastBucketMs);
}

/** What rounding left out of a sum of two. */
const lostIn = (a: number, b: number, sum: number): number =>
  Math.abs(a) >= Math.abs(b) ? a - sum + b : b - sum + a;
