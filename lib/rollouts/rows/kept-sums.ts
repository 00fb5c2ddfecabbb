import type { Arm } from "#lib/exposure/bucketing.ts";
import { type Addition, spreadsAdded } from "#lib/monitoring/addition.ts";
import type { RollupClock } from "#lib/monitoring/rollup.ts";
import type { GroupSpreads } from "#lib/monitoring/subject-groups.ts";
import type { ExponentialHistogram } from "#lib/stats/exponential-histogram.ts";
import type { ArmStretch, StretchesUntil } from "./arm-stretches.ts";
import { addTo, type Cell } from "./cell.ts";
import { KeptHistograms } from "./kept-histograms.ts";
import { KeptSlices } from "./kept-slices.ts";

/** Of one metric, arm and clock: what is settled as one sum, and each bucket that may still come to count. */
export type Series = {
  readonly metric: string;
  readonly arm: Arm | "pair";
  readonly clock: RollupClock;
  settled: Cell | null;
  readonly open: Map<number, Cell>;
  /** The first of these, or an earlier one. */
  openFromMs: number;
  /** Settled or open, each bucket of a metric that is read one by one. */
  readonly buckets: Map<number, BucketSums>;
  /** By place, what each stretch of the stage added. */
  readonly stretches: Map<number, StretchSums>;
};

type StretchSums = Record<"n" | "total" | "totalSquares", number>;

type BucketSums = Record<"n" | "total", number>;

/** Which buckets of a series are kept apart. */
export type KeptApart = {
  /** After which moment they are open. */
  readonly openSince: (metric: string, clock: RollupClock) => number;
  readonly isReadOneByOne: (metric: string, clock: RollupClock) => boolean;
};

/** In which stretch of the stage a bucket of a metric is; null where the metric is not read by stretches. */
export type PlaceIn = (metric: string, bucketMs: number) => number | null;
export const NO_STRETCHES: PlaceIn = () => null;

/** The sums of an exposure as they were read once and added to since. */
export class KeptSums {
  readonly #series: Series[] = [];
  /** By clock, metric and arm: three look-ups cost less than to make one key of all. */
  readonly #places: Record<RollupClock, ByArm<Series>> = { receipt: new Map(), sender: new Map() };
  readonly #histograms = new KeptHistograms();
  readonly #spreads: ByArm<GroupSpreads> = new Map();
  readonly slices = new KeptSlices();

  get series(): readonly Series[] {
    return this.#series;
  }

  of(metric: string, arm: Arm | "pair", clock: RollupClock = "receipt"): Series | undefined {
    return this.#places[clock].get(metric)?.get(arm);
  }

  /** A bucket's sums, or those of all that are settled where there is none. */
  load(
    { metric, arm, clock }: Pick<Series, "metric" | "arm" | "clock">,
    bucketMs: number | null,
    cell: Cell,
    { isReadOneByOne }: Pick<KeptApart, "isReadOneByOne">,
  ) {
    const series = this.#seriesOf(metric, arm, clock);
    if (bucketMs === null) {
      series.settled = cell;
      return;
    }
    if (isReadOneByOne(metric, clock)) addToBucket(series, bucketMs, cell);
    openBucket(series, bucketMs, cell);
  }

  loadHistogram(metric: string, arm: string, histogram: ExponentialHistogram): void {
    this.#histograms.add(metric, arm, histogram);
  }

  loadSpreads(metric: string, arm: string, spreads: GroupSpreads): void {
    inner(this.#spreads, metric).set(arm, spreads);
  }

  loadStretch({ metric, arm, place, ...sums }: ArmStretch): void {
    addToStretch(this.#seriesOf(metric, arm, "receipt"), place, sums);
  }

  /** The stretches of these metrics before the first that does not count yet. */
  stretches(metrics: readonly string[], until: StretchesUntil): ArmStretch[] {
    const found: ArmStretch[] = [];
    for (const { metric, arm, stretches } of this.#series) {
      if (stretches.size === 0 || !metrics.includes(metric)) continue;
      const before = until(metric);
      for (const [place, sums] of stretches) if (place < before) found.push({ metric, arm, place, ...sums });
    }
    return found;
  }

  add(
    { latestMs, cells, histograms, spreads, slices = [] }: Addition,
    apart: KeptApart,
    placeIn: PlaceIn = NO_STRETCHES,
  ): void {
    for (const each of cells) this.#addCell(each, latestMs, apart, placeIn);
    for (const [slice, metric, arm, bucketMs, n, nonFinite, total, totalSquares] of slices)
      this.slices.add({ slice, metric, arm, bucketMs, n, nonFinite, total, totalSquares });
    for (const { metric, arm, ...histogram } of histograms) this.loadHistogram(metric, arm, histogram);
    for (const each of spreads) this.loadSpreads(each[0], each[1], spreadsAdded(each));
  }

  #addCell(cell: Addition["cells"][number], latestMs: number, apart: KeptApart, placeIn: PlaceIn): void {
    const [metric, arm, clock, bucketMs] = [cell[0], cell[1] as Series["arm"], cell[2], cell[3]];
    const series = this.#seriesOf(metric, arm, clock);
    const sums: Cell = {
      n: cell[4],
      nonFinite: cell[5],
      total: cell[6],
      totalRest: 0,
      totalSquares: cell[7],
      squaresRest: 0,
      units: cell[8],
      corrected: cell[9],
      latestMs,
      lastBucketMs: bucketMs,
    };
    const place = clock === "receipt" && arm !== "pair" ? placeIn(metric, bucketMs) : null;
    if (place !== null) addToStretch(series, place, sums);
    if (apart.isReadOneByOne(metric, clock)) addToBucket(series, bucketMs, sums);
    if (bucketMs > apart.openSince(metric, clock)) addToOpen(series, bucketMs, sums);
    else addToSettled(series, sums);
  }

  /** Puts buckets that are no longer open with the settled ones. */
  settle({ openSince }: Pick<KeptApart, "openSince">): void {
    for (const series of this.#series) {
      const { metric, clock, open } = series;
      const since = openSince(metric, clock);
      if (series.openFromMs > since) continue;
      series.openFromMs = Number.POSITIVE_INFINITY;
      for (const [bucketMs, cell] of open) {
        if (bucketMs > since) {
          series.openFromMs = Math.min(series.openFromMs, bucketMs);
          continue;
        }
        open.delete(bucketMs);
        addToSettled(series, cell);
      }
    }
  }

  histogram(metric: string, arm: Arm): ExponentialHistogram {
    return this.#histograms.of(metric, arm);
  }

  spreads(metric: string, arm: Arm | "pair"): GroupSpreads | undefined {
    return this.#spreads.get(metric)?.get(arm);
  }

  #seriesOf(metric: string, arm: Arm | "pair", clock: RollupClock): Series {
    const arms = inner(this.#places[clock], metric);
    const known = arms.get(arm);
    if (known) return known;
    const made: Series = {
      metric,
      arm,
      clock,
      settled: null,
      open: new Map(),
      openFromMs: Number.POSITIVE_INFINITY,
      buckets: new Map(),
      stretches: new Map(),
    };
    arms.set(arm, made);
    this.#series.push(made);
    return made;
  }
}

type ByArm<T> = Map<string, Map<string, T>>;

function inner<T>(outer: ByArm<T>, metric: string): Map<string, T> {
  const there = outer.get(metric);
  if (there) return there;
  const made = new Map<string, T>();
  outer.set(metric, made);
  return made;
}

function addToOpen(series: Series, bucketMs: number, cell: Cell): void {
  const known = series.open.get(bucketMs);
  if (known) addTo(known, cell);
  else openBucket(series, bucketMs, cell);
}

function openBucket(series: Series, bucketMs: number, cell: Cell): void {
  series.open.set(bucketMs, cell);
  series.openFromMs = Math.min(series.openFromMs, bucketMs);
}

function addToBucket({ buckets }: Series, bucketMs: number, { n, total }: BucketSums): void {
  const sums = buckets.get(bucketMs);
  if (sums === undefined) {
    buckets.set(bucketMs, { n, total });
    return;
  }
  sums.n += n;
  sums.total += total;
}

function addToSettled(series: Series, cell: Cell): void {
  if (series.settled) addTo(series.settled, cell);
  else series.settled = cell;
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
