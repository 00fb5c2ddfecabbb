import type { ChangeVerdict, MetricChange } from "#components/releases/release-view.ts";
import { betterOf } from "#lib/metrics/catalogue.ts";
import type { MetricDelta } from "#lib/registry/evaluation.ts";

type Compared = MetricDelta & { readonly base: number | null; readonly candidate: number | null };
type Words = Pick<MetricChange, "name" | "qualifier" | "decimals" | "margin">;

/** A difference as it is drawn: interval, agreed margin and what the two say together. */
export function metricChange(delta: Compared, words: Words): MetricChange {
  const { metric, base, candidate, difference, lower, upper } = delta;
  const better = betterOf(delta);
  const measured = difference !== null && lower !== null && upper !== null;
  return {
    ...words,
    id: metric,
    better,
    baseline: base,
    candidate,
    interval: measured ? { estimate: difference, low: lower, high: upper } : null,
    verdict: changeVerdict({ better, lower, upper }, words.margin),
  };
}

/**
 * Better or worse where the whole 95 % interval lies on one side of nothing; within the margin where its bad end stays
 * above it; undecided otherwise. `margin` is the tolerated worsening, not negative.
 */
export function changeVerdict(
  { better, lower, upper }: Pick<MetricDelta, "better" | "lower" | "upper">,
  margin: number | null,
): ChangeVerdict {
  if (lower === null || upper === null) return "no-data";
  const [bad, good] = better === "higher" ? [lower, upper] : [-upper, -lower];
  if (bad > 0) return "better";
  if (good < 0) return "worse";
  return margin !== null && bad > -margin ? "within" : "undecided";
}
