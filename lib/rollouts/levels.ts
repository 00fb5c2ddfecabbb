import type { Metric } from "#lib/metrics/metric.ts";
import { quantileOf } from "#lib/stats/exponential-histogram.ts";
import type { GuardrailEvidence } from "./evidence.ts";
import type { VerdictNumbers } from "./verdict.ts";

type Arm = "baseline" | "candidate";

/** An arm's own level, in the metric's unit: its quantile where the metric is one, else its mean. Null without a row. */
export function levelOf({ quantile }: Metric, found: GuardrailEvidence, arm: Arm): number | null {
  const histogram = found.histograms?.[arm];
  if (quantile) return histogram ? quantileOf(histogram, quantile.p) : null;
  const sums = found[arm];
  return sums !== null && sums.n > 0 && Number.isFinite(sums.mean) ? sums.mean : null;
}

export function levelsOf(metric: Metric, found: GuardrailEvidence): VerdictNumbers {
  const [baseline, candidate] = [levelOf(metric, found, "baseline"), levelOf(metric, found, "candidate")];
  return {
    ...(baseline === null ? {} : { baselineMean: baseline }),
    ...(candidate === null ? {} : { candidateMean: candidate }),
  };
}
