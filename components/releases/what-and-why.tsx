"use client";

import { CheckField, SelectField, TextArea } from "#components/ui/field.tsx";
import type { ReleaseCase } from "#lib/releases/case.ts";
import { CriteriaField } from "./criteria-field.tsx";
import type { DraftProblems, ModelChoice, ReleaseDraft, ReleaseTemplate } from "./release-draft.ts";

type WhatFieldsProps = {
  draft: ReleaseDraft;
  set: (change: Partial<ReleaseDraft>) => void;
  errors: DraftProblems;
  models: readonly ModelChoice[];
  templates: readonly ReleaseTemplate[];
  templateId: string;
  onTemplate: (template: ReleaseTemplate) => void;
  /** An edit: what it is for is settled, only the case and the plan can change. */
  fixedTarget: boolean;
};

export function WhatFields(props: WhatFieldsProps) {
  const { draft, set, errors, models, templates, templateId, onTemplate, fixedTarget } = props;
  const model = models.find((each) => each.name === draft.model);
  const pointer = model?.pointers.find((each) => each.name === draft.pointer);
  const template = templates.find((each) => each.id === templateId);
  return (
    <div className="grid gap-4 sm:grid-cols-3">
      {templates.length > 0 && (
        <SelectField
          label="Template"
          className="sm:col-span-3"
          hint={template?.purpose ?? ""}
          value={templateId}
          onChange={(event) => {
            const next = templates.find((each) => each.id === event.currentTarget.value);
            if (next) onTemplate(next);
          }}
          choices={templates.map((each) => ({ value: each.id, label: each.title }))}
        />
      )}
      <SelectField
        label="Model"
        disabled={fixedTarget}
        value={draft.model}
        error={errors.model}
        onChange={(event) => {
          const next = models.find((each) => each.name === event.currentTarget.value);
          if (next)
            set({
              model: next.name,
              version: next.versions[0]?.number ?? 0,
              pointer: next.pointers[0]?.name ?? "",
            });
        }}
        choices={models.map((each) => ({ value: each.name, label: each.name }))}
      />
      <SelectField
        label="Version"
        disabled={fixedTarget}
        value={String(draft.version)}
        error={errors.version}
        onChange={(event) => set({ version: Number(event.currentTarget.value) })}
        choices={(model?.versions ?? []).map((each) => ({ value: String(each.number), label: each.label }))}
      />
      <SelectField
        label="To"
        disabled={fixedTarget}
        value={draft.pointer}
        error={errors.pointer}
        hint={pointer?.live ? `Replaces ${pointer.live}, live there now` : "Nothing is live there yet"}
        onChange={(event) => set({ pointer: event.currentTarget.value })}
        choices={(model?.pointers ?? []).map((each) => ({ value: each.name, label: each.name }))}
      />
      <TextArea
        label="What changes"
        className="sm:col-span-3"
        hint="One or two sentences; they stand under the title for every reviewer"
        value={draft.case.what}
        maxLength={2000}
        error={errors["case.what"]}
        onChange={(event) => set({ case: { ...draft.case, what: event.currentTarget.value } })}
      />
    </div>
  );
}

type WhyFieldsProps = {
  value: ReleaseCase;
  set: (change: Partial<ReleaseCase>) => void;
  errors: DraftProblems;
};

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
        label="It stays when"
        hint="One criterion a line"
        value={value.acceptance}
        error={errors["case.acceptance"]}
        onChange={(acceptance) => set({ acceptance })}
      />
      <CriteriaField
        label="It goes back when"
        hint="One criterion a line; the guardrails below are the part a machine enforces"
        value={value.rollback}
        error={errors["case.rollback"]}
        onChange={(rollback) => set({ rollback })}
      />
      <CheckField
        className="sm:col-span-2"
        label="This is a substantial modification"
        hint="It changes what the model is for, whom it affects, or how well it has to work"
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
  { name: "why", label: "Why now", hint: "What in the live version makes it necessary" },
  { name: "benefit", label: "Expected benefit", hint: "What gets better, by how much, and how it will show" },
  { name: "risk", label: "Risk", hint: "Who is worse off if this is wrong, and how it would show" },
  { name: "wayBack", label: "Way back", hint: "How the base version returns, and how long it takes" },
] as const;
