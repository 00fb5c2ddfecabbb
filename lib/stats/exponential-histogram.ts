/**
 * Counts of non-negative values in bins whose edges grow by the same factor: OpenTelemetry's exponential histogram of base
 * 2^(2^-scale), upper edges included, as data/protocol of its metrics defines it. `bins` ascend, each with its count. It
 * merges by addition, exactly.
 */
export type ExponentialHistogram = { readonly bins: readonly number[]; readonly counts: readonly number[] };

/** A value is within 0.55 % of its bin's. */
const SCALE = 6;
/** Bin 0 is for all values up to 2^-10, the last for all above 2^27. */
const LEAST = -10;
const MOST = 27;
const BINS_PER_DOUBLING = 2 ** SCALE;
export const LAST_BIN = (MOST - LEAST) * BINS_PER_DOUBLING + 1;

/** The bin of a value, which must be a number and not negative. */
export function binOf(value: number): number {
  if (value <= 2 ** LEAST) return 0;
  return Math.min(LAST_BIN, exponentialIndex(value, SCALE) + 1 - LEAST * BINS_PER_DOUBLING);
}

/** A bin has the values above its lower edge, up to and with its upper. */
export const lowerEdge = (bin: number): number => (bin === 0 ? 0 : UPPER_EDGES[bin - 1]!);
export const upperEdge = (bin: number): number =>
  bin === LAST_BIN ? Number.POSITIVE_INFINITY : UPPER_EDGES[bin]!;

const UPPER_EDGES = Float64Array.from({ length: LAST_BIN }, (_, at) => 2 ** (at / BINS_PER_DOUBLING + LEAST));

/** OpenTelemetry's index of a positive value at a scale. */
export function exponentialIndex(value: number, scale: number): number {
  return Math.ceil(Math.log2(value) * 2 ** scale) - 1;
}

/** How far a value is at most from the harmonic middle of its bin, as a share of it. */
export function relativeError(scale: number): number {
  const base = 2 ** (2 ** -scale);
  return (base - 1) / (base + 1);
}

export function histogramOf(values: Iterable<number>): ExponentialHistogram {
  const counts = new Map<number, number>();
  for (const value of values) {
    const bin = binOf(value);
    counts.set(bin, (counts.get(bin) ?? 0) + 1);
  }
  return inOrder(counts);
}

export function mergeHistograms(...all: readonly ExponentialHistogram[]): ExponentialHistogram {
  const counts = new Map<number, number>();
  for (const one of all)
    for (const [at, bin] of one.bins.entries()) counts.set(bin, (counts.get(bin) ?? 0) + one.counts[at]!);
  return inOrder(counts);
}

/** Each value changed, to within its bin. */
export function mapValues(
  { bins, counts }: ExponentialHistogram,
  change: (value: number) => number,
): ExponentialHistogram {
  const changed = new Map<number, number>();
  for (const [at, bin] of bins.entries()) {
    const now = binOf(Math.max(0, change(middleOf(bin))));
    changed.set(now, (changed.get(now) ?? 0) + counts[at]!);
  }
  return inOrder(changed);
}

/** The same distribution with `n` values, whole in each bin. */
export function resized(histogram: ExponentialHistogram, n: number): ExponentialHistogram {
  const all = rowsIn(histogram);
  let before = 0;
  let placed = 0;
  const counts = histogram.counts.map((count) => {
    before += count;
    const until = Math.round((before * n) / all);
    const here = until - placed;
    placed = until;
    return here;
  });
  return inOrder(
    new Map(histogram.bins.map((bin, at) => [bin, counts[at]!] as const).filter(([, n]) => n > 0)),
  );
}

const inOrder = (counts: ReadonlyMap<number, number>): ExponentialHistogram => {
  const sorted = [...counts].sort(([a], [b]) => a - b);
  return { bins: sorted.map(([bin]) => bin), counts: sorted.map(([, count]) => count) };
};

export function rowsIn(histogram: ExponentialHistogram): number {
  const known = rows.get(histogram);
  if (known !== undefined) return known;
  const { counts } = histogram;
  let sum = 0;
  for (let at = 0; at < counts.length; at += 1) sum += counts[at]!;
  rows.set(histogram, sum);
  return sum;
}

/** One verdict asks a dozen times. */
const rows = new WeakMap<ExponentialHistogram, number>();

/** The least value of which a share of at least p is no greater, to the middle of its bin; null where there is none. */
export function quantileOf(histogram: ExponentialHistogram, p: number): number | null {
  const wanted = p * rowsIn(histogram);
  let seen = 0;
  for (let at = 0; at < histogram.bins.length; at += 1) {
    seen += histogram.counts[at]!;
    if (seen > 0 && seen >= wanted) return middleOf(histogram.bins[at]!);
  }
  return null;
}

/** The harmonic middle, whose relative error is the same at both edges. */
function middleOf(bin: number): number {
  const [lower, upper] = [lowerEdge(bin), upperEdge(bin)];
  if (bin === 0) return 0;
  return Number.isFinite(upper) ? (2 * lower * upper) / (lower + upper) : lower;
}
