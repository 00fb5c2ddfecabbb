"use client";

import { Plus, Trash2 } from "lucide-react";
import { titleWithUnit } from "#components/metrics/metric-words.ts";
import { DeclaredMetrics } from "#components/releases/declared-metrics.tsx";
import { guardrailSentence } from "#components/releases/guardrail-words.ts";
import { Button } from "#components/ui/button.tsx";
import { SelectField } from "#components/ui/field.tsx";
import type { Guardrail, Plan } from "#lib/releases/plan.ts";
import { metricOfGuardrail } from "#lib/releases/plan-metrics.ts";
import { newGuardrail, offeredMetrics, reportedOnly, SAMPLE_RATIO } from "./guardrail-offer.ts";
import { NumberField } from "./number-field.tsx";
import { onFailure } from "./on-failure.ts";
import { OwnSliceFields } from "./own-slice-fields.tsx";
import { withOwnSlices } from "./plan-edits.ts";
import { RangeFields } from "./range-fields.tsx";
import { RuleFields } from "./rule-fields.tsx";

type GuardrailEditorProps = {
  plan: Pick<Plan, "guardrails" | "metrics" | "task" | "slices">;
  onChange: (guardrails: Guardrail[]) => void;
  error?: string | undefined;
};

/** Each guardrail as the sentence that will be signed, with its numbers below. */
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
              <RangeFields
                range={guardrail.range}
                metric={metricOfGuardrail(plan, { metric: guardrail.metric })}
                onChange={(range) => patch(index, { range })}
              />
              <OwnSliceFields
                plan={plan}
                guardrail={guardrail}
                onChange={(slices) =>
                  onChange(guardrails.map((each, at) => (at === index ? withOwnSlices(each, slices) : each)))
                }
              />
              <NumberField
                label="Samples per arm"
                whole
                value={guardrail.minSamplesPerArm}
                onChange={(minSamplesPerArm) => patch(index, { minSamplesPerArm })}
              />
              <SelectField
                label="On failure"
                {...onFailure(guardrail.onFail, (onFail) => patch(index, { onFail }))}
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
  const onlyReported = reportedOnly(plan);
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
      {onlyReported && <p className="text-xs text-ink-3">{onlyReported}</p>}
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
