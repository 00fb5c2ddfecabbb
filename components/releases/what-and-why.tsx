"use client";

import { CheckField, SelectField, TextArea } from "#components/ui/field.tsx";
import type { ModelChoice, ReleaseDraft, ReleaseTemplate } from "./release-draft.ts";

type PartProps = {
  draft: ReleaseDraft;
  set: (change: Partial<ReleaseDraft>) => void;
  errors: Readonly<Record<string, string | undefined>>;
};

type WhatFieldsProps = PartProps & { models: readonly ModelChoice[]; templates: readonly ReleaseTemplate[] };

export function WhatFields({ draft, set, errors, models, templates }: WhatFieldsProps) {
  const model = models.find((each) => each.name === draft.model);
  const pointer = model?.pointers.find((each) => each.name === draft.pointer);
  const template = templates.find((each) => each.id === draft.templateId);
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <SelectField
        label="Template"
        className="sm:col-span-2"
        hint={template?.purpose}
        value={draft.templateId}
        onChange={(event) => {
          const next = templates.find((each) => each.id === event.currentTarget.value);
          if (next) set({ templateId: next.id, ...next.fields });
        }}
        choices={templates.map((each) => ({ value: each.id, label: each.name }))}
      />
      <SelectField
        label="Model"
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
        value={String(draft.version)}
        error={errors.version}
        onChange={(event) => set({ version: Number(event.currentTarget.value) })}
        choices={(model?.versions ?? []).map((each) => ({ value: String(each.number), label: each.label }))}
      />
      <SelectField
        label="To"
        value={draft.pointer}
        error={errors.pointer}
        hint={
          pointer?.live
            ? `${pointer.live} is live there now and is what it replaces`
            : "Nothing is live there yet"
        }
        onChange={(event) => set({ pointer: event.currentTarget.value })}
        choices={(model?.pointers ?? []).map((each) => ({ value: each.name, label: each.name }))}
      />
      <SelectField
        label="Class of change"
        value={draft.changeClass}
        hint="Standard only inside an envelope a council has approved before"
        onChange={(event) =>
          set({ changeClass: event.currentTarget.value === "standard" ? "standard" : "normal" })
        }
        choices={[
          { value: "normal", label: "Normal" },
          { value: "standard", label: "Standard" },
        ]}
      />
      <TextArea
        label="What changes"
        className="sm:col-span-2"
        hint="One or two sentences; they stand under the title for every reviewer"
        value={draft.summary}
        maxLength={600}
        error={errors.summary}
        onChange={(event) => set({ summary: event.currentTarget.value })}
      />
    </div>
  );
}

export function WhyFields({ draft, set, errors }: PartProps) {
  return (
    <div className="grid gap-4">
      <TextArea
        label="Expected benefit"
        value={draft.benefit}
        maxLength={2000}
        error={errors.benefit}
        onChange={(event) => set({ benefit: event.currentTarget.value })}
      />
      <TextArea
        label="Risk"
        hint="Who is worse off if this is wrong, and how it would show"
        value={draft.risk}
        maxLength={2000}
        error={errors.risk}
        onChange={(event) => set({ risk: event.currentTarget.value })}
      />
      <TextArea
        label="Way back"
        value={draft.wayBack}
        maxLength={2000}
        error={errors.wayBack}
        onChange={(event) => set({ wayBack: event.currentTarget.value })}
      />
      <CheckField
        label="This is a substantial modification"
        hint="It changes what the model is for, whom it affects, or how well it has to work"
        checked={draft.substantialModification}
        onChange={(event) => set({ substantialModification: event.currentTarget.checked })}
      />
      {draft.substantialModification && (
        <TextArea
          label="Why it is substantial"
          value={draft.substantialBecause}
          maxLength={2000}
          error={errors.substantialBecause}
          onChange={(event) => set({ substantialBecause: event.currentTarget.value })}
        />
      )}
    </div>
  );
}
