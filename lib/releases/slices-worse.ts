import { betterOf } from "#lib/metrics/catalogue.ts";
import { type Gain, gainOf } from "#lib/metrics/change.ts";
import type { MetricDelta } from "#lib/registry/evaluation.ts";
import { holmAdjusted } from "#lib/stats/multiplicity.ts";
import { normalQuantileOfTail, normalTail } from "#lib/stats/tails.ts";

/** The tail that a report's 95 % interval leaves on the side of "worse". */
const TAIL = 0.025;
const HALF_WIDTHS = normalQuantileOfTail(TAIL);

/**
 * Which slices are proven worse in at least one metric, by their places. Of many intervals at 95 % some lie on the wrong side of
 * no change by chance alone, so all slices and metrics together share the error of one (Holm). A single one counts as worse exactly
 * where its interval does.
 */
export function slicesWorse(slices: readonly { readonly metrics: readonly MetricDelta[] }[]): number[] {
  const tests = slices.flatMap(({ metrics }, place) =>
    metrics.map((delta) => ({ place, p: worseP(gainOf({ better: betterOf(delta) }, delta)) })),
  );
  const adjusted = holmAdjusted(tests.map(({ p }) => p));
  const worse = tests.filter((_, at) => adjusted[at] !== null && adjusted[at]! < TAIL);
  return [...new Set(worse.map(({ place }) => place))];
}

/** One-sided p of "not worse", from the interval's half towards no change; null where there is no interval. */
function worseP(gain: Gain | null): number | null {
  if (gain === null || gain.low === null || gain.high === null) return null;
  const half = gain.high - gain.by;
  if (half <= 0) return gain.by < 0 ? 0 : 1;
  return normalTail((-gain.by / half) * HALF_WIDTHS);
}
