"use client";

import { CheckField } from "#components/ui/field.tsx";
import type { Metric } from "#lib/metrics/metric.ts";
import type { GuardrailRule } from "#lib/releases/plan.ts";
import { comparedAs } from "#lib/releases/plan-metrics.ts";
import { limitLabel, marginLabel } from "./guardrail-offer.ts";
import { NumberField } from "./number-field.tsx";

type RuleFieldsProps = {
  rule: GuardrailRule;
  metric: Metric | undefined;
  onChange: (rule: GuardrailRule) => void;
};

/** The numbers of a rule: a limit, or the margins to fail and to advance. */
export function RuleFields({ rule, metric, onChange }: RuleFieldsProps) {
  if (rule.kind === "sample-ratio")
    return <p className="text-xs text-ink-3 sm:col-span-2">Tested on every evaluation.</p>;
  if (rule.kind === "threshold") {
    return (
      <NumberField
        label={limitLabel(metric)}
        value={rule.max}
        onChange={(max) => onChange({ ...rule, max })}
        className="sm:col-span-2"
      />
    );
  }
  const written = metric && comparedAs(metric, rule);
  return (
    <>
      <NumberField
        label={marginLabel("Fail beyond", written)}
        value={rule.rollbackMargin}
        onChange={(rollbackMargin) => onChange({ ...rule, rollbackMargin })}
      />
      <NumberField
        label={marginLabel("Advance within", written)}
        value={rule.advanceMargin}
        onChange={(advanceMargin) => onChange({ ...rule, advanceMargin })}
      />
      {metric?.quantile && (
        <CheckField
          label="Margins in per cent of the baseline's"
          checked={rule.relative === true}
          onChange={({ currentTarget }) => onChange(scaled(rule, currentTarget.checked))}
          className="order-last sm:col-span-full"
        />
      )}
    </>
  );
}

type Comparison = Extract<GuardrailRule, { kind: "sequential" }>;

function scaled({ relative: _, ...rule }: Comparison, relative: boolean): Comparison {
  return relative ? { ...rule, relative } : rule;
}
