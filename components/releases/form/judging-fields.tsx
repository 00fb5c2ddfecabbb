"use client";

import { sliceRuleSentence } from "#components/releases/slice-rule-words.ts";
import { SelectField } from "#components/ui/field.tsx";
import { exactSpanText } from "#components/ui/format-time.ts";
import {
  labelledAs,
  minLabelledPercent,
  minReceiptsPercent,
  type Plan,
  receiptsAs,
} from "#lib/releases/plan.ts";
import { DurationField } from "./duration-field.tsx";
import { NumberField } from "./number-field.tsx";
import { SliceFields } from "./slice-fields.tsx";

type JudgingFieldsProps = { plan: Plan; set: (change: Partial<Plan>) => void };

/** The numbers behind the guardrails. Templates set them well; they are shown because they are signed. */
export function JudgingFields({ plan, set }: JudgingFieldsProps) {
  return (
    <details className="border-t border-line pt-3">
      <summary className="text-sm font-medium text-accent">How it is judged</summary>
      <div className="mt-3 grid gap-3 sm:grid-cols-3">
        <NumberField
          label="False-alarm rate, α"
          hint="For the whole rollout, shared by its guardrails and stages"
          min={0.0001}
          max={0.2}
          value={plan.alpha}
          onChange={(alpha) => set({ alpha })}
        />
        <DurationField
          label="Outcomes known after"
          seconds={plan.maturitySeconds}
          onChange={(maturitySeconds) => set({ maturitySeconds })}
        />
        <SharesNeeded plan={plan} set={set} />
        <BucketWidth value={plan.cohortSeconds} onChange={(cohortSeconds) => set({ cohortSeconds })} />
        <NumberField
          label="Planned samples"
          hint="Over both arms; the tests are tuned for this many"
          min={100}
          whole
          value={plan.plannedSamples}
          onChange={(plannedSamples) => set({ plannedSamples })}
        />
        <NumberField
          label="Hold-out, %"
          hint="Stays on the base version in the last stage, for comparison"
          min={0.1}
          max={20}
          value={plan.holdoutPercent}
          onChange={(holdoutPercent) => set({ holdoutPercent })}
        />
        <NumberField
          label="Failed judgements in a row"
          hint="More than this many errors of the judge halt the rollout"
          min={1}
          max={100}
          whole
          value={plan.consecutiveErrorsMax}
          onChange={(consecutiveErrorsMax) => set({ consecutiveErrorsMax })}
        />
        <SliceFields
          rule={plan.slices}
          onChange={(slices) => set({ slices })}
          sentenceOf={(rule) => sliceRuleSentence(plan, rule)}
        />
      </div>
    </details>
  );
}

/** What must have come of each arm before anything passes. */
const SharesNeeded = ({ plan, set }: JudgingFieldsProps) => (
  <>
    <NumberField
      label="Outcomes needed, %"
      hint="Of each arm's answers, before quality passes"
      min={50}
      max={100}
      value={minLabelledPercent(plan)}
      onChange={(percent) => set(labelledAs(percent))}
    />
    <NumberField
      label="Receipts needed, %"
      hint="Of each arm's rows, before a guardrail passes; 0 asks for none"
      min={0}
      max={100}
      value={minReceiptsPercent(plan)}
      onChange={(percent) => set(receiptsAs(percent))}
    />
  </>
);

type Width = Plan["cohortSeconds"];

function BucketWidth({ value, onChange }: { value: Width; onChange: (width: Width) => void }) {
  return (
    <SelectField
      label="Bucket width"
      value={String(value)}
      onChange={({ currentTarget }) =>
        onChange(WIDTHS.find((each) => String(each) === currentTarget.value) ?? value)
      }
      choices={WIDTHS.map((each) => ({ value: String(each), label: exactSpanText(1000 * each) }))}
    />
  );
}

const WIDTHS: readonly Width[] = [1, 5, 10, 60];
