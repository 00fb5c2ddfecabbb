import {
  changeText,
  levelText,
  limitText,
  marginText,
  sizeText,
} from "#components/metrics/metric-numbers.ts";
import { rowsText } from "#components/metrics/metric-words.ts";
import { formatNumber } from "#components/ui/format-number.ts";
import { harmSign } from "#lib/metrics/direction.ts";
import type { Metric } from "#lib/metrics/metric.ts";
import type { GuardrailRule } from "#lib/releases/plan.ts";
import type { GuardrailVerdict } from "#lib/rollouts/verdict.ts";

type Judged = { readonly metric: Metric; readonly rule: GuardrailRule };

/**
 * Why a verdict came out as it did, from its numbers. What its numbers do not hold (a missing arm, stale evidence,
 * counted windows) is said by the reason the judge stored with it.
 */
export function verdictText({ metric, rule }: Judged, verdict: GuardrailVerdict, candidate: string): string {
  if (rule.kind === "sequential") return comparison(metric, rule, verdict, candidate) ?? verdict.reason;
  if (rule.kind === "threshold" && rule.failure === "immediate")
    return level(metric, rule, verdict) ?? verdict.reason;
  return verdict.reason;
}

function comparison(
  metric: Metric,
  { rollbackMargin }: Extract<GuardrailRule, { kind: "sequential" }>,
  verdict: GuardrailVerdict,
  candidate: string,
): string | null {
  const { state, difference, lower, samplesNeeded } = verdict;
  if (difference === undefined) return null;
  const measured = `${difference < 0 ? "Better" : "Worse"} by ${sizeText(metric, difference)}`;
  if (state === "FAIL" && lower !== undefined && lower > rollbackMargin)
    return `${measured} (at least ${sizeText(metric, lower)}); limit ${marginText(metric, rollbackMargin)}.`;
  if (state !== "INCONCLUSIVE") return null;
  if (samplesNeeded === undefined) return `${measured} so far, too close to the margins to decide.`;
  const wanted = `about ${formatNumber(samplesNeeded)} more ${rowsText(metric)} needed on ${candidate}`;
  return `${measured} so far; ${wanted}.`;
}

function level(
  metric: Metric,
  { max }: Extract<GuardrailRule, { kind: "threshold" }>,
  { state, candidateMean }: GuardrailVerdict,
): string | null {
  if (candidateMean === undefined || (state !== "FAIL" && state !== "INCONCLUSIVE")) return null;
  const measured = `${levelText(metric, candidateMean)}${state === "FAIL" ? "" : " so far"}`;
  const limit = `limit ${limitText(metric, max)}`;
  return state === "FAIL"
    ? `${measured}; ${limit}.`
    : `${measured}; ${limit}; too few ${rowsText(metric)} to decide.`;
}

/** Candidate minus baseline in the metric's own direction; the verdict keeps harms, where + is worse. */
export function differenceText(
  metric: Metric | undefined,
  { difference, lower, upper, p }: GuardrailVerdict,
): { difference: string | null; interval: string | null } {
  if (p !== undefined)
    return { difference: `p ${p < 0.001 ? "< 0.001" : formatNumber(p, 2)}`, interval: null };
  if (!metric || difference === undefined) return { difference: null, interval: null };
  const turn = harmSign(metric);
  const change = (harm: number) => changeText(metric, harm * turn);
  const ends = [lower, upper].map((end) => (end === undefined ? null : change(end)));
  const [low, high] = turn === 1 ? ends : ends.toReversed();
  const interval = low || high ? `[${low ?? "−∞"}, ${high ?? "∞"}]` : null;
  return { difference: change(difference), interval };
}
