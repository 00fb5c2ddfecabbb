import { type ExponentialHistogram, LAST_BIN } from "#lib/stats/exponential-histogram.ts";

/** Counts by bin, and between which bins all of them are. */
type Binned = { readonly counts: Float64Array; first: number; last: number };

const NO_BINS: Binned = { counts: new Float64Array(0), first: Number.POSITIVE_INFINITY, last: -1 };

/** The histograms of an exposure, by metric and arm. */
export class KeptHistograms {
  readonly #binned = new Map<string, Binned>();
  /** The same as they are judged, until a value is added: what was worked out of one is known by it. */
  readonly #packed = new Map<string, ExponentialHistogram>();

  add(metric: string, arm: string, { bins, counts }: ExponentialHistogram): void {
    const key = `${metric} ${arm}`;
    const kept = this.#binned.get(key) ?? { ...NO_BINS, counts: new Float64Array(LAST_BIN + 1) };
    this.#binned.set(key, kept);
    this.#packed.delete(key);
    for (let at = 0; at < bins.length; at++) {
      const bin = bins[at]!;
      kept.counts[bin]! += counts[at]!;
      kept.first = Math.min(kept.first, bin);
      kept.last = Math.max(kept.last, bin);
    }
  }

  of(metric: string, arm: string): ExponentialHistogram {
    const key = `${metric} ${arm}`;
    const found = this.#packed.get(key) ?? packed(this.#binned.get(key) ?? NO_BINS);
    this.#packed.set(key, found);
    return found;
  }
}

function packed({ counts: counted, first, last }: Binned): ExponentialHistogram {
  const bins: number[] = [];
  const counts: number[] = [];
  for (let bin = first; bin <= last; bin++) {
    if (counted[bin] === 0) continue;
    bins.push(bin);
    counts.push(counted[bin]!);
  }
  return { bins, counts };
}
