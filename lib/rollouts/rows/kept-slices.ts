import { dimensionOf } from "#lib/rollouts/slices.ts";
import { type SliceSource, type SliceSums, VALUES_MAX } from "./slice-sums.ts";

/** What one bucket, or all that are over and counted, added to an arm in a slice. */
type Sums = { n: number; nonFinite: number; total: number; totalSquares: number };
type Added = Sums & Pick<SliceSums, "slice" | "metric" | "arm"> & { readonly bucketMs: number };

type Cells = Pick<SliceSums, "slice" | "metric" | "arm"> & {
  firstMs: number;
  /** Buckets that counted at the last look are one sum. */
  settled: Sums;
  readonly open: Map<number, Sums>;
};

const nothing = (): Sums => ({ n: 0, nonFinite: 0, total: 0, totalSquares: 0 });

/** The sums by slice of an exposure, as they were read once and added to since. */
export class KeptSlices {
  readonly #cells = new Map<string, Cells>();
  /** What counted at the last look. It changes once a minute, and where something comes late. */
  #last: { readonly key: string; readonly sums: SliceSums[] } | null = null;
  #untilMs = Number.NEGATIVE_INFINITY;
  /** By dimension, its values that are kept. */
  readonly #values = new Map<string, Set<string>>();

  add({ slice, metric, arm, bucketMs, ...sums }: Added): void {
    if (!this.#keeps(slice)) return;
    if (bucketMs < this.#untilMs) this.#last = null;
    const cells = this.#cellsOf({ slice, metric, arm });
    cells.firstMs = Math.min(cells.firstMs, bucketMs);
    const open = cells.open.get(bucketMs) ?? nothing();
    cells.open.set(bucketMs, open);
    addTo(open, sums);
  }

  /**
   * What counts by then, the same list while nothing of it changes. Looks go forward in time, so that what counted once is one
   * sum from then on.
   */
  sums(source: SliceSource): SliceSums[] {
    const { metrics, quality, answersUntil, qualityUntil } = source;
    const key = [answersUntil.getTime(), qualityUntil.getTime(), ...metrics, "", ...quality].join(" ");
    if (this.#last?.key === key) return this.#last.sums;
    const sums = this.#countedBy(source);
    this.#last = { key, sums };
    this.#untilMs = Math.max(answersUntil.getTime(), qualityUntil.getTime());
    return sums;
  }

  #countedBy({ metrics, quality, answersUntil, qualityUntil }: SliceSource): SliceSums[] {
    const watched = new Set(metrics);
    const untilOf = new Map(quality.map((metric) => [metric, qualityUntil.getTime()]));
    return [...this.#cells.values()].flatMap((cells) => {
      const { slice, metric, arm, settled, open, firstMs } = cells;
      const until = untilOf.get(metric) ?? answersUntil.getTime();
      for (const [bucketMs, sums] of open) {
        if (bucketMs >= until) continue;
        addTo(settled, sums);
        open.delete(bucketMs);
      }
      return watched.has(metric) && firstMs < until ? [{ slice, metric, arm, firstMs, ...settled }] : [];
    });
  }

  #keeps(slice: string): boolean {
    const dimension = dimensionOf(slice);
    const values = this.#values.get(dimension) ?? new Set();
    this.#values.set(dimension, values);
    if (values.size < VALUES_MAX) values.add(slice);
    return values.has(slice);
  }

  #cellsOf(of: Pick<SliceSums, "slice" | "metric" | "arm">): Cells {
    const key = `${of.metric} ${of.arm} ${of.slice}`;
    const known = this.#cells.get(key);
    if (known) return known;
    const made: Cells = { ...of, firstMs: Number.POSITIVE_INFINITY, settled: nothing(), open: new Map() };
    this.#cells.set(key, made);
    return made;
  }
}

function addTo(sum: Sums, added: Sums): void {
  sum.n += added.n;
  sum.nonFinite += added.nonFinite;
  sum.total += added.total;
  sum.totalSquares += added.totalSquares;
}
