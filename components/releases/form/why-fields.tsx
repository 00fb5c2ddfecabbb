"use client";

import { CheckField, TextArea } from "#components/ui/field.tsx";
import type { ReleaseCase } from "#lib/releases/case.ts";
import { CriteriaField } from "./criteria-field.tsx";
import type { DraftProblems } from "./release-draft.ts";

type WhyFieldsProps = {
  value: ReleaseCase;
  set: (change: Partial<ReleaseCase>) => void;
  errors: DraftProblems;
};

/** Why it should be released, what could go wrong, and what decides afterwards. */
export function WhyFields({ value, set, errors }: WhyFieldsProps) {
  const { substantialModification: substantial } = value;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {proseFields.map(({ name, label, hint }) => (
        <TextArea
          key={name}
          label={label}
          hint={hint}
          value={value[name]}
          maxLength={2000}
          error={errors[`case.${name}`]}
          onChange={(event) => set({ [name]: event.currentTarget.value })}
        />
      ))}
      <CriteriaField
        label="Keep if"
        hint="One criterion per line"
        value={value.acceptance}
        error={errors["case.acceptance"]}
        onChange={(acceptance) => set({ acceptance })}
      />
      <CriteriaField
        label="Roll back if"
        hint="One criterion per line; the guardrails below are the ones enforced automatically"
        value={value.rollback}
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
        value={substantial.because}
        maxLength={1000}
        error={errors["case.substantialModification.because"]}
        onChange={(event) =>
          set({ substantialModification: { ...substantial, because: event.currentTarget.value } })
        }
      />
    </div>
  );
}

const proseFields = [
  { name: "why", label: "Why now", hint: "What the live version does wrong or lacks" },
  { name: "benefit", label: "Expected benefit", hint: "What improves, by how much, and how to measure it" },
  { name: "risk", label: "Risk", hint: "Who is harmed if this is wrong, and how to notice" },
  {
    name: "wayBack",
    label: "Way back",
    hint: "How traffic returns to the base version, and how long it takes",
  },
] as const;
