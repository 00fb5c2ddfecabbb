"use client";

import { CheckField, TextArea } from "#components/ui/field.tsx";
import type { ReleaseCase } from "#lib/releases/case.ts";
import type { Prompts } from "#lib/releases/templates.ts";
import { CriteriaField } from "./criteria-field.tsx";
import type { Criteria } from "./guardrail-criteria.ts";
import type { DraftProblems } from "./release-draft.ts";

type WhyFieldsProps = {
  value: ReleaseCase;
  prompts: Prompts;
  /** What the guardrails of the plan say. */
  criteria: Criteria;
  set: (change: Partial<ReleaseCase>) => void;
  errors: DraftProblems;
};

/** Why it should be released, what could go wrong, and what decides afterwards. */
export function WhyFields({ value, prompts, criteria, set, errors }: WhyFieldsProps) {
  const { substantialModification: substantial } = value;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {proseFields.map(({ name, label }) => (
        <TextArea
          key={name}
          label={label}
          placeholder={prompts[name]}
          required
          value={value[name]}
          error={errors[`case.${name}`]}
          onChange={(event) => set({ [name]: event.currentTarget.value })}
        />
      ))}
      <CriteriaField
        label="Keep if"
        hint="One criterion per line; starts from the guardrails below"
        value={value.acceptance}
        suggested={criteria.acceptance}
        error={errors["case.acceptance"]}
        onChange={(acceptance) => set({ acceptance })}
      />
      <CriteriaField
        label="Roll back if"
        hint="One criterion per line; the guardrails below are the ones enforced automatically"
        value={value.rollback}
        suggested={criteria.rollback}
        error={errors["case.rollback"]}
        onChange={(rollback) => set({ rollback })}
      />
      <CheckField
        className="sm:col-span-2"
        label="This is a substantial modification"
        hint="It changes the intended use, who is affected, or the required performance"
        checked={substantial.is}
        onChange={(event) =>
          set({ substantialModification: { ...substantial, is: event.currentTarget.checked } })
        }
      />
      <TextArea
        className="sm:col-span-2"
        label={substantial.is ? "Why it is substantial" : "Why it is not substantial"}
        rows={2}
        placeholder="Which of purpose, users, inputs, use of the output and required performance change, and how?"
        required
        value={substantial.because}
        error={errors["case.substantialModification.because"]}
        onChange={(event) =>
          set({ substantialModification: { ...substantial, because: event.currentTarget.value } })
        }
      />
    </div>
  );
}

const proseFields = [
  { name: "why", label: "Why now" },
  { name: "benefit", label: "Expected benefit" },
  { name: "risk", label: "Risk" },
  { name: "wayBack", label: "Way back" },
] as const;

/** "2 of 4 written" */
export function writtenText(value: ReleaseCase): string {
  const written = proseFields.filter(({ name }) => value[name].trim() !== "");
  return `${written.length} of ${proseFields.length} written`;
}
