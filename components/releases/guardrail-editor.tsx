"use client";

import { Plus, Trash2 } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { SelectField, TextField } from "#components/ui/field.tsx";
import { type Guardrail, type GuardrailRule, METRICS, type Metric } from "#lib/releases/plan.ts";
import { guardrailSentence, metricLabels } from "./release-draft.ts";

type GuardrailEditorProps = {
  guardrails: readonly Guardrail[];
  onChange: (guardrails: Guardrail[]) => void;
  error?: string | undefined;
};

/** What watches the rollout, each as the sentence that will be signed with the numbers next to it. */
export function GuardrailEditor({ guardrails, onChange, error }: GuardrailEditorProps) {
  const patch = (index: number, change: Partial<Guardrail>) =>
    onChange(guardrails.map((each, at) => (at === index ? { ...each, ...change } : each)));
  const unused = METRICS.filter((metric) => !guardrails.some((each) => each.metric === metric));
  const watchesRatio = guardrails.some((each) => each.rule.kind === "sample-ratio");
  return (
    <div className="flex flex-col gap-4">
      <ul className="divide-y divide-line">
        {guardrails.map((guardrail, index) => (
          <li key={guardrail.id} className="py-3">
            <p className="text-sm">{guardrailSentence(guardrail)}</p>
            <fieldset className="mt-2 grid items-end gap-3 sm:grid-cols-[1fr_1fr_1fr_1.1fr_auto]">
              <legend className="sr-only">{guardrail.title}</legend>
              <RuleFields rule={guardrail.rule} onChange={(rule) => patch(index, { rule })} />
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
                  { value: "roll-back", label: "go back" },
                  { value: "halt", label: "stop there" },
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
      <div className="flex flex-wrap gap-2">
        {unused.map((metric) => (
          <Button key={metric} icon={Plus} onClick={() => onChange([...guardrails, newGuardrail(metric)])}>
            {metricLabels[metric]}
          </Button>
        ))}
        {!watchesRatio && (
          <Button icon={Plus} onClick={() => onChange([...guardrails, sampleRatio])}>
            Sample ratio
          </Button>
        )}
      </div>
    </div>
  );
}

function RuleFields({ rule, onChange }: { rule: GuardrailRule; onChange: (rule: GuardrailRule) => void }) {
  if (rule.kind === "sample-ratio")
    return <p className="text-xs text-ink-3 sm:col-span-2">Tested at every look.</p>;
  if (rule.kind === "threshold") {
    return (
      <NumberField
        label="At most"
        value={rule.max}
        onChange={(max) => onChange({ ...rule, max })}
        className="sm:col-span-2"
      />
    );
  }
  return (
    <>
      <NumberField
        label="Back beyond"
        value={rule.rollbackMargin}
        onChange={(rollbackMargin) => onChange({ ...rule, rollbackMargin })}
      />
      <NumberField
        label="Widen within"
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

function newGuardrail(metric: Metric): Guardrail {
  return {
    ...common,
    id: metric,
    title: metricLabels[metric],
    metric,
    rule: defaultRules[metric],
    onFail: "roll-back",
  };
}

const common = { minSamplesPerArm: 1000, maxStalenessSeconds: 600 } as const;

/** A split other than planned is a fault of the plumbing, not of the candidate: stop, and look. */
const sampleRatio: Guardrail = {
  ...common,
  id: "sample-ratio",
  title: "Sample ratio",
  rule: { kind: "sample-ratio" },
  onFail: "halt",
};

const defaultRules: Record<Metric, GuardrailRule> = {
  "log-loss": { kind: "sequential", rollbackMargin: 0.01, advanceMargin: 0.02 },
  brier: { kind: "sequential", rollbackMargin: 0.005, advanceMargin: 0.01 },
  accuracy: { kind: "sequential", rollbackMargin: 0.01, advanceMargin: 0.02 },
  "error-rate": { kind: "threshold", max: 0.005, failure: "immediate" },
  "latency-ms": { kind: "threshold", max: 100, failure: { consecutive: 3 } },
};
