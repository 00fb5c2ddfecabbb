import { crossedText, provenNoWorse, provenWorse } from "#components/releases/guardrail-words.ts";
import type { Metric } from "#lib/metrics/metric.ts";
import type { Guardrail, Plan } from "#lib/releases/plan.ts";
import { comparedAs, metricOfGuardrail } from "#lib/releases/plan-metrics.ts";

export type Criteria = { readonly acceptance: string[]; readonly rollback: string[] };

/**
 * What the plan's guardrails decide, one line each. Margins compare with the live version, so without one only limits
 * remain.
 */
export const guardrailCriteria = (plan: Plan, live: number | null): Criteria => ({
  acceptance: linesOf(plan, (guardrail, metric) => keepWords(plan, guardrail, metric, live)),
  rollback: linesOf(plan, (guardrail, metric) =>
    guardrail.onFail === "roll-back" ? failWords(guardrail, metric, live) : null,
  ),
});

type Words = (guardrail: Guardrail, metric: Metric) => string | null;

const linesOf = (plan: Plan, words: Words): string[] =>
  plan.guardrails.flatMap((guardrail) => {
    const metric = metricOfGuardrail(plan, guardrail);
    const said = metric && words(guardrail, metric);
    return said ? [`${guardrail.title}: ${said}`] : [];
  });

function keepWords(plan: Plan, guardrail: Guardrail, metric: Metric, live: number | null): string | null {
  const { id, rule } = guardrail;
  if (rule.kind === "threshold") return `never fails (${crossedText(metric, rule)})`;
  if (rule.kind === "sample-ratio" || live === null) return null;
  const margin = plan.stages.at(-1)?.advanceMargins?.[id] ?? rule.advanceMargin;
  return `${provenNoWorse(comparedAs(metric, rule), margin)} than v${live} in the last stage`;
}

function failWords({ rule }: Guardrail, metric: Metric, live: number | null): string | null {
  if (rule.kind === "threshold") return crossedText(metric, rule);
  if (rule.kind === "sample-ratio" || live === null) return null;
  return `${provenWorse(comparedAs(metric, rule), rule.rollbackMargin)} than v${live}`;
}
