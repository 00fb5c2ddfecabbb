import { harmSign } from "#lib/metrics/direction.ts";
import type { Metric } from "#lib/metrics/metric.ts";
import type { GuardrailRule, Plan } from "#lib/releases/plan.ts";
import { bernoulliDifferenceSequence, harmLogE } from "#lib/stats/bernoulli.ts";
import {
  differenceSequence,
  type SequenceDesign,
  samplesForHalfWidth,
} from "#lib/stats/confidence-sequence.ts";
import { type Moments, type Summary, summaryOf } from "#lib/stats/moments.ts";
import { type Count, smoothedSummary } from "#lib/stats/proportions.ts";
import type { GuardrailEvidence } from "./evidence.ts";
import type { JudgeTraits } from "./judges.ts";
import { quantileHarm } from "./quantile-harm.ts";

/**
 * How much worse the candidate is (+ is worse), with bounds that hold at every look, each one-sided at the
 * guardrail's alpha. A bound not yet available is infinite.
 */
export type Harm = {
  readonly difference: number;
  readonly lower: number;
  readonly upper: number;
  /** The exact test of rare events rejected "no more events than the baseline", where no more are allowed. */
  readonly rareHarm: boolean;
  /** Total rows the thinner arm needs until the bounds are within `halfWidth` of the difference. */
  readonly rowsFor: (halfWidth: number) => number | null;
};

export type HarmSettings = {
  readonly metric: Pick<Metric, "better" | "kind" | "quantile">;
  /** A quantile's harm is in per cent of the baseline's. */
  readonly relative: boolean;
  readonly alpha: number;
  readonly plannedSamples: Plan["plannedSamples"];
  /** Zero means that the candidate must be no worse at all, which an exact test of event blocks can refute. */
  readonly rollbackMargin: number;
  /** Below this in either arm, the asymptotic sequence is not used. */
  readonly minSamplesPerArm: number;
} & Pick<JudgeTraits, "smoothsShares" | "keepsReach">;

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
    return { difference, ...asymptotic(baseline, candidate, settings, settings.alpha), rareHarm: false };
  }
  // Shares have exact tests too. Each test gets its part of alpha, so that the most sensitive one may be used.
  const blocks = testsRareHarm(settings) ? evidence.blocks : undefined;
  const part = settings.alpha / (blocks === undefined ? 2 : 3);
  const rough = asymptotic(baseline, candidate, settings, part);
  const exact = exactBounds(baseline, candidate, sign, part);
  return {
    difference,
    lower: Math.max(rough.lower, exact.lower),
    upper: Math.min(rough.upper, exact.upper),
    rareHarm: blocks !== undefined && harmLogE(blocks) >= Math.log(1 / part),
    rowsFor: rough.rowsFor,
  };
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

type Bounds = Pick<Harm, "lower" | "upper" | "rowsFor">;

const noBounds: Bounds = {
  lower: Number.NEGATIVE_INFINITY,
  upper: Number.POSITIVE_INFINITY,
  rowsFor: () => null,
};

function asymptotic(baseline: Moments, candidate: Moments, settings: HarmSettings, alpha: number): Bounds {
  const thinner = Math.min(baseline.n, candidate.n);
  if (thinner < settings.minSamplesPerArm) return noBounds;
  const design = designOf(settings, alpha);
  const found = differenceSequence(summary(baseline, settings), summary(candidate, settings), design);
  if (found.status !== "ok") return noBounds;
  const turned = harmSign(settings.metric) === -1;
  return {
    lower: turned ? -found.upper : found.lower,
    upper: turned ? -found.lower : found.upper,
    rowsFor: (halfWidth) => scaled(samplesForHalfWidth(found, halfWidth, design), thinner / found.n),
  };
}

const summary = (arm: Moments, { metric, smoothsShares }: HarmSettings): Summary =>
  smoothsShares && metric.kind === "share" ? smoothedSummary(countOf(arm)) : summaryOf(arm);

/** The difference of each pair is one row; the second "arm" is the constant zero it is compared with. */
function pairedHarm(paired: Moments, settings: HarmSettings): Harm | null {
  if (paired.n === 0) return null;
  const sign = harmSign(settings.metric);
  const difference = sign * paired.mean;
  const { n, variance } = summaryOf(paired);
  if (n < settings.minSamplesPerArm || n < 2 || variance === 0)
    return { difference, ...noBounds, rareHarm: false };
  const design = designOf(settings, settings.alpha);
  const zero = { n, mean: 0, variance: 0 };
  const found = differenceSequence(zero, { n, mean: difference, variance }, design);
  if (found.status !== "ok") return { difference, ...noBounds, rareHarm: false };
  const rowsFor = (halfWidth: number) => scaled(samplesForHalfWidth(found, halfWidth, design), 0.5);
  return { difference, lower: found.lower, upper: found.upper, rareHarm: false, rowsFor };
}

function exactBounds(
  baseline: Moments,
  candidate: Moments,
  sign: 1 | -1,
  alpha: number,
): Omit<Bounds, "rowsFor"> {
  // Two bounds, each one-sided at alpha: the two-sided sequence at alpha spends no more on either.
  const found = bernoulliDifferenceSequence(countOf(baseline), countOf(candidate), alpha);
  if (found.status !== "ok") return noBounds;
  return sign === 1
    ? { lower: found.lower, upper: found.upper }
    : { lower: -found.upper, upper: -found.lower };
}

/** The events of a share, from its mean: whole, unless the rows are worth a fraction of a row. */
export function countOf({ n, mean }: Pick<Moments, "n" | "mean">): Count {
  const events = Number.isInteger(n) ? Math.round(n * mean) : n * mean;
  return { n, successes: Math.min(n, Math.max(0, events)) };
}

function designOf({ plannedSamples }: HarmSettings, alpha: number): SequenceDesign {
  return { alpha, plannedSamples, sides: "one-sided" };
}

function scaled(samples: number | null, share: number): number | null {
  return samples === null ? null : Math.ceil(samples * share);
}
