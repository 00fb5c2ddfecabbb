import { levelText, limitText, marginText } from "#components/metrics/metric-numbers.ts";
import type { Metric } from "#lib/metrics/metric.ts";
import { marginOf } from "#lib/releases/margins.ts";
import type { Guardrail, Plan } from "#lib/releases/plan.ts";
import { comparedAs } from "#lib/releases/plan-metrics.ts";
import type { ArmNames } from "../arm-names.ts";
import { reasonText } from "../verdict-words.ts";
import type { Chosen } from "./chosen-guardrail.ts";

type Written = Pick<Metric, "kind" | "decimals" | "unit">;

/**
 * What is proven, and the rule it meets: "v2 is proven no more than 0.0032 worse than v1; this stage advances within 0.02.". A
 * bound is one-sided, and is rounded to the side on which the claim still holds.
 */
export function claimText(plan: Plan, chosen: Chosen, arms: ArmNames): string {
  const { guardrail, stage, metric, verdict } = chosen;
  const { rule } = guardrail;
  if (!metric || rule.kind === "sample-ratio") return reasonText({ plan, stage }, guardrail, verdict, arms);
  if (rule.kind === "threshold") return limitClaim(plan, chosen, arms);
  const written = comparedAs(metric, rule);
  const { state, lower, upper } = verdict;
  if (state === "PASS" && upper !== undefined) {
    const margin = marginOf(stage, { id: guardrail.id, rule });
    return `${arms.candidate} is proven ${passedText(written, upper)} ${arms.baseline}; this stage advances ${
      margin === 0 ? "once it is no worse" : `within ${marginText(written, margin)}`
    }.`;
  }
  if (state === "FAIL" && lower !== undefined && lower > rule.rollbackMargin)
    return `${arms.candidate} is proven at least ${rounded(written, lower, Math.floor)} worse than ${arms.baseline}; the plan ${actText(guardrail)} ${
      rule.rollbackMargin === 0
        ? "where it is worse at all"
        : `beyond ${marginText(written, rule.rollbackMargin)}`
    }.`;
  return reasonText({ plan, stage }, guardrail, verdict, arms);
}

export const actText = ({ onFail }: Guardrail): string => (onFail === "halt" ? "halts" : "rolls back");

const passedText = (written: Written, upper: number): string =>
  upper > 0
    ? `no more than ${rounded(written, upper, Math.ceil)} worse than`
    : `at least ${rounded(written, -upper, Math.floor)} better than`;

function limitClaim(plan: Plan, { guardrail, stage, metric, verdict }: Chosen, arms: ArmNames): string {
  const { rule } = guardrail;
  const { state, candidateMean } = verdict;
  if (state !== "PASS" || candidateMean === undefined || !metric || rule.kind !== "threshold")
    return reasonText({ plan, stage }, guardrail, verdict, arms);
  const beyond = metric.better === "lower" ? "above" : "below";
  return `${metric.title} of ${arms.candidate} is ${levelText(metric, candidateMean)}; the plan ${actText(guardrail)} ${beyond} ${limitText(metric, rule.max)}.`;
}

const DIGITS = 2;

/** To two digits, up or down. */
function rounded(written: Written, size: number, to: (value: number) => number): string {
  if (size === 0) return marginText(written, 0);
  const unit = 10 ** (Math.floor(Math.log10(Math.abs(size))) - DIGITS + 1);
  // Dividing by a power of ten below one rounds; a number of two digits must stay itself.
  const steps = Number((size / unit).toPrecision(12));
  return marginText(written, Number((to(steps) * unit).toPrecision(DIGITS)));
}
