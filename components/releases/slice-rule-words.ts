import { marginText } from "#components/metrics/metric-numbers.ts";
import { formatNumber } from "#components/ui/format-number.ts";
import type { Guardrail, Plan } from "#lib/releases/plan.ts";
import { comparedByGuardrail } from "#lib/releases/plan-metrics.ts";
import { type SliceRule, sliceRuleOf } from "#lib/releases/slice-rule.ts";

const ACTS: Readonly<Record<SliceRule["onFail"], string>> = {
  "roll-back": "rolls back",
  halt: "halts",
  inform: "only reports",
};
const DEMANDS: Readonly<Record<NonNullable<SliceRule["demand"]>, string>> = {
  tested: "Waits until every slice has rows enough to be tested.",
  passed: "Waits until every slice is proven within the margin.",
};

/** The rule as the sentence that is signed. */
export function sliceRuleSentence(
  plan: Pick<Plan, "metrics">,
  rule: SliceRule,
  guardrail?: Guardrail,
): string {
  const { by, most, onFail, demand, gap } = rule;
  const whole = `Also judged by ${by.join(" and ")}, ${formatNumber(most)} slices at most, corrected for that many (Holm): ${ACTS[onFail]} when proven worse in one of them.`;
  const untested =
    demand === undefined ? "Slices too thin to test are named and hold nothing." : DEMANDS[demand];
  const metric = guardrail && comparedByGuardrail(plan, guardrail);
  const between =
    gap === undefined || metric === undefined
      ? []
      : [
          `The same where the candidate is proven to differ between two of them by more than ${marginText(metric, gap)}.`,
        ];
  return [whole, untested, ...between].join(" ");
}

/** By which slices a guardrail is judged, for one that has a rule of its own. */
export const ownSliceSentence = (plan: Plan, guardrail: Guardrail): string | null =>
  guardrail.slices ? sliceRuleSentence(plan, guardrail.slices, guardrail) : null;

/** The plan's own rule, with the guardrails that it holds for. */
export function planSliceSentence(plan: Plan): string | null {
  const { slices } = plan;
  if (slices === undefined) return null;
  const titles = plan.guardrails.flatMap((guardrail) =>
    guardrail.slices === undefined && sliceRuleOf(plan, guardrail) ? [guardrail.title] : [],
  );
  return titles.length === 0 ? null : `${titles.join(", ")}. ${sliceRuleSentence(plan, slices)}`;
}
