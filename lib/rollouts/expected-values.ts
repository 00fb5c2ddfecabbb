import { harmSign } from "#lib/metrics/direction.ts";
import { mapValues, quantileOf, resized } from "#lib/stats/exponential-histogram.ts";
import type { Moments } from "#lib/stats/moments.ts";
import type { ArmCounts } from "./evidence.ts";
import type { Candidate, Measured } from "./expected-evidence.ts";
import type { ArmHistograms } from "./quantile-harm.ts";

type Means = Readonly<Record<keyof ArmCounts, Pick<Moments, "mean" | "m2">>>;

/** Both arms' means, the candidate's worse by its harm and by chance, and their squared deviations. */
export function expectedMeans(
  { metric, mean, variance }: Measured,
  n: ArmCounts,
  { harm, luck }: Candidate,
): Means {
  const error = Math.sqrt(variance * (1 / Math.max(1, n.baseline) + 1 / Math.max(1, n.candidate)));
  const worse = mean + harmSign(metric) * (harm + luck * error);
  const arm = (own: number, rows: number) => ({
    mean: own,
    m2: (metric.kind === "share" ? own * (1 - own) : variance) * Math.max(0, rows - 1),
  });
  return {
    baseline: arm(mean, n.baseline),
    candidate: arm(metric.kind === "share" ? Math.min(1, Math.max(0, worse)) : worse, n.candidate),
  };
}

/** The difference of both answers to one request, by the spread it had in shadow; null where no version ran there. */
export function expectedPairs(
  { metric, paired }: Measured,
  n: number,
  { harm, luck }: Candidate,
): Pick<Moments, "mean" | "m2"> | null {
  if (paired === undefined) return null;
  const { variance } = paired;
  const mean = harmSign(metric) * (harm + luck * Math.sqrt(variance / Math.max(1, n)));
  return { mean, m2: variance * Math.max(0, n - 1) };
}

/**
 * Both arms' values by bin. By chance the candidate's quantile looks like one of another rank, whose standard error is
 * that of a share; all its values are moved by as much.
 */
export function expectedHistograms(
  { metric, histogram }: Measured,
  n: ArmCounts,
  { harm, luck, relative }: Candidate & { readonly relative: boolean },
): ArmHistograms {
  const { p } = metric.quantile!;
  const sign = harmSign(metric);
  const error = Math.sqrt(p * (1 - p) * (1 / Math.max(1, n.baseline) + 1 / Math.max(1, n.candidate)));
  const rank = Math.min(1, Math.max(0, p + sign * luck * error));
  const [own, seen] = [p, rank].map((each) => quantileOf(histogram!, each) ?? 0);
  const byChance = own! > 0 ? seen! / own! : 1;
  const moved = mapValues(histogram!, (value) =>
    relative ? value * byChance * (1 + (sign * harm) / 100) : value * byChance + sign * harm,
  );
  return { baseline: resized(histogram!, n.baseline), candidate: resized(moved, n.candidate) };
}
