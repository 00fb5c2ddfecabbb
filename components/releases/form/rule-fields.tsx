"use client";

import type { Metric } from "#lib/metrics/metric.ts";
import type { GuardrailRule } from "#lib/releases/plan.ts";
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
  return (
    <>
      <NumberField
        label={marginLabel("Fail beyond", metric)}
        value={rule.rollbackMargin}
        onChange={(rollbackMargin) => onChange({ ...rule, rollbackMargin })}
      />
      <NumberField
        label={marginLabel("Advance within", metric)}
        value={rule.advanceMargin}
        onChange={(advanceMargin) => onChange({ ...rule, advanceMargin })}
      />
    </>
  );
}
