"use client";

import { CheckField, SelectField, TextArea } from "#components/ui/field.tsx";
import type { ReleaseCase } from "#lib/releases/case.ts";
import { RELEASE_TEMPLATES } from "#lib/releases/templates.ts";
import { CriteriaField } from "./criteria-field.tsx";
import type { DraftProblems, ModelChoice, ReleaseDraft } from "./release-draft.ts";
import { type Target, targetIn } from "./release-start.ts";

type WhatFieldsProps = {
  draft: ReleaseDraft;
  set: (change: Partial<ReleaseDraft>) => void;
  errors: DraftProblems;
  models: readonly ModelChoice[];
  templateId: string;
  onTarget: (target: Target) => void;
  onTemplate: (id: string) => void;
};

/** Which version goes where, from which template, and the sentence that stands above everything. */
export function WhatFields(props: WhatFieldsProps) {
  const { draft, errors, models, templateId, onTarget, onTemplate } = props;
  const { version, pointer } = draft;
  const model = models.find((each) => each.name === draft.model);
  const place = model?.pointers.find((each) => each.name === pointer);
  const target = { model: draft.model, version, pointer };
  return (
    <div className="grid gap-4 sm:grid-cols-3">
      <SelectField
        label="Model"
        value={draft.model}
        error={errors.model}
        onChange={(event) => onTarget(targetIn(models, { model: event.currentTarget.value }) ?? target)}
        choices={models.map((each) => ({ value: each.name, label: each.name }))}
      />
      <SelectField
        label="Version"
        value={String(version)}
        error={errors.version}
        onChange={(event) => onTarget({ ...target, version: Number(event.currentTarget.value) })}
        choices={(model?.versions ?? []).map((each) => ({
          value: String(each.number),
          label: versionLabel(each, place?.live ?? null),
        }))}
      />
      <SelectField
        label="To"
        value={pointer}
        error={errors.pointer}
        hint={place?.live ? `Replaces v${place.live}, live there now` : "Nothing is live there yet"}
        onChange={(event) => onTarget({ ...target, pointer: event.currentTarget.value })}
        choices={(model?.pointers ?? []).map((each) => ({ value: each.name, label: each.name }))}
      />
      <SelectField
        label="Template"
        className="sm:col-span-3"
        hint={`${RELEASE_TEMPLATES.find(({ id }) => id === templateId)?.whenToUse} Choosing another replaces the texts and the plan below.`}
        value={templateId}
        onChange={(event) => onTemplate(event.currentTarget.value)}
        choices={RELEASE_TEMPLATES.map(({ id, title }) => ({ value: id, label: title }))}
      />
      <WhatText className="sm:col-span-3" {...props} />
    </div>
  );
}

type WhatTextProps = Pick<WhatFieldsProps, "draft" | "set" | "errors"> & { className?: string };

export function WhatText({ draft, set, errors, className }: WhatTextProps) {
  return (
    <TextArea
      label="What changes"
      className={className}
      hint="One or two sentences; they stand under the title for every reviewer"
      value={draft.case.what}
      maxLength={2000}
      error={errors["case.what"]}
      onChange={(event) => set({ case: { ...draft.case, what: event.currentTarget.value } })}
    />
  );
}

function versionLabel({ number, evaluated }: ModelChoice["versions"][number], live: number | null): string {
  const notes = [number === live && "live", !evaluated && "not evaluated"].filter(Boolean);
  return notes.length > 0 ? `v${number}, ${notes.join(", ")}` : `v${number}`;
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
