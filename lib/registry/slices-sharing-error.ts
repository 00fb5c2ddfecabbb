import { betterOf } from "#lib/metrics/catalogue.ts";
import { type Gain, gainOf } from "#lib/metrics/change.ts";
import { holmAdjusted } from "#lib/stats/multiplicity.ts";
import { normalQuantileOfTail, normalTail } from "#lib/stats/tails.ts";
import type { MetricDelta } from "./evaluation.ts";

/** The tail that a report's 95 % interval leaves on either side. */
const TAIL = 0.025;
const HALF_WIDTHS = normalQuantileOfTail(TAIL);

type Proven = { readonly proven: "better" | "worse" | null };
type Slice = { readonly metrics: readonly MetricDelta[] };

/**
 * Each slice's differences with what is proven of them. Of many intervals at 95 % some lie on the wrong side of no change by
 * chance alone, so all slices and metrics together share the error of one (Holm), on either side. A single one is proven
 * exactly where its interval says so.
 */
export function sharingError<S extends Slice>(
  slices: readonly S[],
): (Omit<S, "metrics"> & { metrics: (S["metrics"][number] & Proven)[] })[] {
  const gains = slices.flatMap(({ metrics }) =>
    metrics.map((delta) => gainOf({ better: betterOf(delta) }, delta)),
  );
  const worse = holmAdjusted(gains.map((gain) => pOf(gain, -1)));
  const better = holmAdjusted(gains.map((gain) => pOf(gain, 1)));
  const isProven = (adjusted: number | null | undefined) => adjusted != null && adjusted < TAIL;
  let at = 0;
  const provenNext = (): Proven["proven"] => {
    const place = at++;
    if (isProven(worse[place])) return "worse";
    return isProven(better[place]) ? "better" : null;
  };
  return slices.map((slice) => ({
    ...slice,
    metrics: slice.metrics.map((delta) => ({ ...delta, proven: provenNext() })),
  }));
}

/** The places of those that are proven worse in at least one metric. */
export const slicesWorse = (slices: readonly Slice[]): number[] =>
  sharingError(slices).flatMap(({ metrics }, place) =>
    metrics.some(({ proven }) => proven === "worse") ? [place] : [],
  );

/** One-sided p of "no change to this side", from the interval's half towards no change; null where there is no interval. */
function pOf(gain: Gain | null, side: 1 | -1): number | null {
  if (gain === null || gain.low === null || gain.high === null) return null;
  const half = side === 1 ? gain.by - gain.low : gain.high - gain.by;
  if (half <= 0) return side * gain.by > 0 ? 0 : 1;
  return normalTail(((side * gain.by) / half) * HALF_WIDTHS);
}
