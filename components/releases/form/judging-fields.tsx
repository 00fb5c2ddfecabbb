"use client";

import { SelectField, TextField } from "#components/ui/field.tsx";
import type { Plan } from "#lib/releases/plan.ts";
import { DurationField } from "./duration-field.tsx";

type JudgingFieldsProps = { plan: Plan; set: (change: Partial<Plan>) => void };

/** The numbers behind the guardrails. Templates set them well; they are shown because they are signed. */
export function JudgingFields({ plan, set }: JudgingFieldsProps) {
  return (
    <details className="border-t border-line pt-3">
      <summary className="text-sm font-medium text-accent">How it is judged</summary>
      <div className="mt-3 grid gap-3 sm:grid-cols-3">
        <TextField
          label="False alarm, α"
          hint="Of the whole rollout, split over the sequential guardrails"
          type="number"
          min={0.0001}
          max={0.2}
          step="any"
          value={plan.alpha}
          onChange={(event) => set({ alpha: event.currentTarget.valueAsNumber || 0 })}
        />
        <DurationField
          label="Truth is known after"
          seconds={plan.maturitySeconds}
          onChange={(maturitySeconds) => set({ maturitySeconds })}
        />
        <SelectField
          label="Counted in steps of"
          value={String(plan.cohortSeconds)}
          onChange={(event) =>
            set({ cohortSeconds: cohorts.find((each) => String(each) === event.currentTarget.value) ?? 60 })
          }
          choices={cohorts.map((each) => ({
            value: String(each),
            label: each === 60 ? "1 min" : `${each} s`,
          }))}
        />
        <TextField
          label="Planned samples"
          hint="Of both arms; the tests are tuned for it"
          type="number"
          min={100}
          value={plan.plannedSamples}
          onChange={(event) => set({ plannedSamples: event.currentTarget.valueAsNumber || 0 })}
        />
        <TextField
          label="Kept on the base, %"
          hint="In the last stage, to compare with"
          type="number"
          min={0.1}
          max={20}
          step="any"
          value={plan.holdoutPercent}
          onChange={(event) => set({ holdoutPercent: event.currentTarget.valueAsNumber || 0 })}
        />
        <TextField
          label="Errors in a row"
          hint="Of the judging itself, before it halts"
          type="number"
          min={1}
          max={100}
          value={plan.consecutiveErrorsMax}
          onChange={(event) => set({ consecutiveErrorsMax: event.currentTarget.valueAsNumber || 0 })}
        />
      </div>
    </details>
  );
}

const cohorts = [1, 5, 10, 60] as const;
