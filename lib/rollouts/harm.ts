import { harmSign } from "#lib/metrics/direction.ts";
import type { Metric } from "#lib/metrics/metric.ts";
import { rangeOf } from "#lib/metrics/range.ts";
import type { GuardrailRule, Plan } from "#lib/releases/plan.ts";
import { bernoulliDifferenceSequence, harmLogE } from "#lib/stats/bernoulli.ts";
import { type Moments, type Summary, summaryOf } from "#lib/stats/moments.ts";
import { type Count, smoothedSummary } from "#lib/stats/proportions.ts";
import { boundedHarm, boundedPairs } from "./bounded-harm.ts";
import type { GuardrailEvidence } from "./evidence.ts";
import { asymptoticBounds, asymptoticPairs, type HarmBounds, worseSide } from "./harm-bounds.ts";
import type { JudgeTraits } from "./judges.ts";
import { quantileHarm, quantileHarmSeen } from "./quantile-harm.ts";
import type { VerdictNumbers } from "./verdict.ts";

/**
 * How much worse the candidate is (+ is worse), with bounds that hold at every look, each one-sided at the
 * guardrail's alpha. A bound not yet available is infinite.
 */
export type Harm = HarmBounds & {
  readonly difference: number;
  /** The exact test of rare events rejected "no more events than the baseline", where no more are allowed. */
  readonly rareHarm: boolean;
};

export type HarmSettings = {
  readonly metric: Pick<Metric, "better" | "kind" | "quantile" | "range">;
  /** A quantile's harm is in per cent of the baseline's. */
  readonly relative: boolean;
  readonly alpha: number;
  readonly plannedSamples: Plan["plannedSamples"];
  /** Zero means that the candidate must be no worse at all, which an exact test of event blocks can refute. */
  readonly rollbackMargin: number;
  /** Below this in either arm, the asymptotic sequence is not used. */
  readonly minSamplesPerArm: number;
} & Pick<JudgeTraits, "smoothsShares" | "keepsReach" | "boundsMeans">;

/** Null where there is nothing to compare. Arms must have passed `faultOf`. */
export function harmOf(evidence: GuardrailEvidence, settings: HarmSettings): Harm | null {
  const { quantile } = settings.metric;
  if (quantile)
    return evidence.histograms ? quantileHarm(evidence.histograms, { ...settings, p: quantile.p }) : null;
  if (evidence.paired !== undefined) return pairedHarm(evidence.paired, settings);
  const { baseline, candidate } = evidence;
  if (baseline === null || candidate === null || baseline.n === 0 || candidate.n === 0) return null;
  const sign = harmSign(settings.metric);
  const difference = sign * (candidate.mean - baseline.mean);
  if (settings.metric.kind !== "share") {
    return { difference, ...boundsOfMeans(baseline, candidate, settings), rareHarm: false };
  }
  // Shares have exact tests too. Each test gets its part of alpha, so that the most sensitive one may be used.
  const blocks = testsRareHarm(settings) ? evidence.blocks : undefined;
  const part = settings.alpha / (blocks === undefined ? 2 : 3);
  const [one, other] = [summary(baseline, settings), summary(candidate, settings)];
  const rough = asymptoticBounds(one, other, settings, part);
  // Two bounds, each one-sided at alpha: the two-sided sequence at alpha spends no more on either.
  const found = bernoulliDifferenceSequence(countOf(baseline), countOf(candidate), part);
  const exact = worseSide(found, settings.metric);
  return {
    difference,
    lower: Math.max(rough.lower, exact.lower),
    upper: Math.min(rough.upper, exact.upper),
    rareHarm: blocks !== undefined && harmLogE(blocks) >= Math.log(1 / part),
    rowsFor: rough.rowsFor,
  };
}

/**
 * Whether the candidate measures no worse than what would fail it: every bound then allows for that, and only the exact test of
 * rare events looks further. Says no where that is not plain to see.
 */
export function isWithinMargin(
  evidence: GuardrailEvidence,
  settings: Pick<HarmSettings, "metric" | "rollbackMargin" | "relative">,
): boolean {
  const { metric, rollbackMargin, relative } = settings;
  const { baseline, candidate, histograms, paired } = evidence;
  if (paired || !baseline || !candidate || (testsRareHarm(settings) && evidence.blocks)) return false;
  if (!metric.quantile) return harmSign(metric) * (candidate.mean - baseline.mean) <= rollbackMargin;
  const seen = histograms && quantileHarmSeen(histograms, { metric, relative, p: metric.quantile.p });
  return seen != null && seen <= rollbackMargin;
}

/** Where no more of a harmful event is allowed, an exact test over blocks of events applies. */
const testsRareHarm = ({
  metric,
  rollbackMargin,
}: Pick<HarmSettings, "metric" | "rollbackMargin">): boolean =>
  metric.kind === "share" && harmSign(metric) === 1 && rollbackMargin === 0;

/** Does this rule read the metric's events by stretch of time? A late outcome would revise old stretches. */
export const readsBlocks = (rule: GuardrailRule, metric: Metric): boolean =>
  rule.kind === "sequential" &&
  metric.known.when === "answer" &&
  testsRareHarm({ metric, rollbackMargin: rule.rollbackMargin });

function boundsOfMeans(baseline: Moments, candidate: Moments, settings: HarmSettings): HarmBounds {
  const range = settings.boundsMeans ? rangeOf(settings.metric) : null;
  return range === null
    ? asymptoticBounds(summaryOf(baseline), summaryOf(candidate), settings, settings.alpha)
    : boundedHarm(baseline, candidate, { ...settings, range });
}

const summary = (arm: Moments, { metric, smoothsShares }: HarmSettings): Summary =>
  smoothsShares && metric.kind === "share" ? smoothedSummary(countOf(arm)) : summaryOf(arm);

function pairedHarm(paired: Moments, settings: HarmSettings): Harm | null {
  if (paired.n === 0) return null;
  const difference = harmSign(settings.metric) * paired.mean;
  const range = settings.boundsMeans ? rangeOf(settings.metric) : null;
  if (range === null) {
    const bounds = asymptoticPairs(summaryOf(paired), settings, settings.alpha);
    return { difference, ...bounds, rareHarm: false };
  }
  const isShare = settings.metric.kind === "share";
  const countsDiffering = isShare && settings.rollbackMargin === 0;
  return { difference, ...boundedPairs(paired, { ...settings, range, isShare, countsDiffering }) };
}

/** The events of a share, from its mean: whole, unless the rows are worth a fraction of a row. */
export function countOf({ n, mean }: Pick<Moments, "n" | "mean">): Count {
  const events = Number.isInteger(n) ? Math.round(n * mean) : n * mean;
  return { n, successes: Math.min(n, Math.max(0, events)) };
}

/** What of a harm is finite. */
export function finiteBounds({
  difference,
  lower,
  upper,
}: Harm): Pick<VerdictNumbers, "difference" | "lower" | "upper"> {
  return {
    difference,
    ...(Number.isFinite(lower) ? { lower } : {}),
    ...(Number.isFinite(upper) ? { upper } : {}),
  };
}
