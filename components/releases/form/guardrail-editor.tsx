"use client";

import { Plus, Trash2 } from "lucide-react";
import { titleWithUnit } from "#components/metrics/metric-words.ts";
import { DeclaredMetrics } from "#components/releases/declared-metrics.tsx";
import { guardrailSentence } from "#components/releases/guardrail-words.ts";
import { Button } from "#components/ui/button.tsx";
import { SelectField, TextField } from "#components/ui/field.tsx";
import type { Metric } from "#lib/metrics/metric.ts";
import type { Guardrail, GuardrailRule, Plan } from "#lib/releases/plan.ts";
import { metricOfGuardrail } from "#lib/releases/plan-metrics.ts";
import { limitLabel, marginLabel, newGuardrail, offeredMetrics, SAMPLE_RATIO } from "./guardrail-offer.ts";

type GuardrailEditorProps = {
  plan: Pick<Plan, "guardrails" | "metrics">;
  onChange: (guardrails: Guardrail[]) => void;
  error?: string | undefined;
};

/** What watches the rollout, each as the sentence that will be signed with the numbers next to it. */
export function GuardrailEditor({ plan, onChange, error }: GuardrailEditorProps) {
  const { guardrails } = plan;
  const patch = (index: number, change: Partial<Guardrail>) =>
    onChange(guardrails.map((each, at) => (at === index ? { ...each, ...change } : each)));
  return (
    <div className="flex flex-col gap-4">
      <ul className="divide-y divide-line">
        {guardrails.map((guardrail, index) => (
          <li key={guardrail.id} className="py-3">
            <p className="text-sm">{guardrailSentence(plan, guardrail)}</p>
            <fieldset className="mt-2 grid items-end gap-3 sm:grid-cols-[1fr_1fr_1fr_1.1fr_auto]">
              <legend className="sr-only">{guardrail.title}</legend>
              <RuleFields
                rule={guardrail.rule}
                metric={metricOfGuardrail(plan, guardrail)}
                onChange={(rule) => patch(index, { rule })}
              />
              <TextField
                label="Samples per arm"
                type="number"
                min={0}
                value={guardrail.minSamplesPerArm}
                onChange={(event) =>
                  patch(index, { minSamplesPerArm: event.currentTarget.valueAsNumber || 0 })
                }
              />
              <SelectField
                label="On failure"
                value={guardrail.onFail}
                onChange={(event) =>
                  patch(index, { onFail: event.currentTarget.value === "halt" ? "halt" : "roll-back" })
                }
                choices={[
                  { value: "roll-back", label: "roll back" },
                  { value: "halt", label: "halt" },
                ]}
              />
              <Button
                variant="quiet"
                icon={Trash2}
                aria-label={`Remove guardrail ${guardrail.title}`}
                onClick={() => onChange(guardrails.filter((_, at) => at !== index))}
              />
            </fieldset>
          </li>
        ))}
      </ul>
      {error && <p className="text-xs font-medium text-fail">{error}</p>}
      {plan.metrics && <DeclaredMetrics metrics={plan.metrics} />}
      <Offers plan={plan} add={(guardrail) => onChange([...guardrails, guardrail])} />
    </div>
  );
}

type OffersProps = { plan: GuardrailEditorProps["plan"]; add: (guardrail: Guardrail) => void };

/** What else can be watched. */
function Offers({ plan, add }: OffersProps) {
  const watchesRatio = plan.guardrails.some((each) => each.rule.kind === "sample-ratio");
  return (
    <div className="flex flex-col gap-2">
      {offeredMetrics(plan).map(({ title, metrics }) => (
        <fieldset key={title} className="flex flex-wrap items-center gap-2">
          <legend className="mb-1 text-xs text-ink-3">{title}</legend>
          {metrics.map((metric) => (
            <Button key={metric.id} icon={Plus} onClick={() => add(newGuardrail(metric))}>
              {titleWithUnit(metric)}
            </Button>
          ))}
        </fieldset>
      ))}
      {!watchesRatio && (
        <span>
          <Button icon={Plus} onClick={() => add(SAMPLE_RATIO)}>
            Sample ratio
          </Button>
        </span>
      )}
    </div>
  );
}

type RuleFieldsProps = {
  rule: GuardrailRule;
  metric: Metric | undefined;
  onChange: (rule: GuardrailRule) => void;
};

function RuleFields({ rule, metric, onChange }: RuleFieldsProps) {
  if (rule.kind === "sample-ratio")
    return <p className="text-xs text-ink-3 sm:col-span-2">Tested at every look.</p>;
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

type NumberFieldProps = {
  label: string;
  value: number;
  onChange: (value: number) => void;
  className?: string;
};

function NumberField({ label, value, onChange, className }: NumberFieldProps) {
  return (
    <TextField
      label={label}
      type="number"
      min={0}
      step="any"
      value={value}
      className={className}
      onChange={(event) => onChange(event.currentTarget.valueAsNumber || 0)}
    />
  );
}
