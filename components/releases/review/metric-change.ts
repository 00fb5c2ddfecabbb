import type { Interval } from "#components/ui/interval-scale.ts";
import { betterOf } from "#lib/metrics/catalogue.ts";
import type { MetricDelta } from "#lib/registry/evaluation.ts";
import type { ComparedMetric } from "#lib/releases/views/comparison.ts";

export type ChangeVerdict = "better" | "within" | "undecided" | "worse" | "no-data";

export type MetricChange = {
  id: string;
  name: string;
  /** "5,964 rows, lower is better" */
  qualifier: string;
  baseline: number | null;
  candidate: number | null;
  decimals: number;
  interval: Interval | null;
  margin: number | null;
  better: MetricDelta["better"];
  verdict: ChangeVerdict;
};

type Words = Pick<MetricChange, "name" | "qualifier" | "decimals" | "margin">;

/** A difference as it is drawn: its interval, the agreed margin, and what follows from the two. */
export function metricChange(delta: ComparedMetric, words: Words): MetricChange {
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
 * Better or worse where the whole 95 % interval is on one side of zero, within the margin where its worse end is, else
 * undecided. `margin` is the tolerated worsening, never negative.
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
