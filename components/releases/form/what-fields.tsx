"use client";

import { capital } from "#components/ui/capital.ts";
import { SelectField, TextArea } from "#components/ui/field.tsx";
import { CHANGE_CLASSES, type ChangeClass } from "#lib/releases/emergency.ts";
import type { ReleaseTemplate } from "#lib/releases/templates.ts";
import type { ReleasableModel } from "#lib/releases/views/releasable-versions.ts";
import type { DraftProblems, ReleaseDraft } from "./release-draft.ts";
import { classOf, envelopeOf, templateOf } from "./release-start.ts";
import { type Target, targetIn } from "./release-target.ts";

type WhatFieldsProps = {
  draft: ReleaseDraft;
  set: (change: Partial<ReleaseDraft>) => void;
  errors: DraftProblems;
  models: readonly ReleasableModel[];
  templateId: string;
  templates: readonly ReleaseTemplate[];
  onTarget: (target: Target) => void;
  onTemplate: (id: string) => void;
};

/** Which version goes where, from which template, and the sentence that heads the release. */
export function WhatFields(props: WhatFieldsProps) {
  const { draft, errors, models, templateId, templates, onTarget, onTemplate } = props;
  const template = templateOf(templateId, templates);
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
        hint={place?.live ? `Replaces v${place.live}, now live there` : "Nothing is live there yet"}
        onChange={(event) => onTarget({ ...target, pointer: event.currentTarget.value })}
        choices={(model?.pointers ?? []).map((each) => ({ value: each.name, label: each.name }))}
      />
      <SelectField
        label="Template"
        className="sm:col-span-2"
        hint={`${template.whenToUse} Choosing another replaces the plan below; your texts stay.`}
        value={templateId}
        onChange={(event) => onTemplate(event.currentTarget.value)}
        choices={templates.map(({ id, title, own }) => ({
          value: id,
          label: own ? `${title}, version ${own.version}` : title,
        }))}
        error={errors["template"]}
      />
      <ClassField {...props} />
      <WhatText className="sm:col-span-3" prompt={template.prompts.what} {...props} />
    </div>
  );
}

const CLASS_HINTS: Readonly<Record<ChangeClass, string>> = {
  normal: "Reviewed before it goes out",
  standard: "Inside a signed envelope, few review it. The server measures every bound.",
  emergency: "For an open incident. A second person lets it out before its review.",
};

const ClassField = ({ draft, set, errors, models }: WhatFieldsProps) => {
  const envelope = envelopeOf(models, draft);
  return (
    <SelectField
      label="Change class"
      error={errors["changeClass"] ?? errors["envelope"]}
      hint={
        envelope === undefined && draft.changeClass !== "emergency"
          ? "Reviewed before it goes out. Standard needs a signed envelope, and this pointer has none in force."
          : CLASS_HINTS[draft.changeClass ?? "normal"]
      }
      value={draft.changeClass ?? "normal"}
      onChange={(event) => set(classOf(event.currentTarget.value, envelope))}
      choices={CHANGE_CLASSES.filter((value) => value !== "standard" || envelope !== undefined).map(
        (value) => ({
          value,
          label: value === "standard" ? `Standard, envelope ${envelope}` : capital(value),
        }),
      )}
    />
  );
};

type WhatTextProps = Pick<WhatFieldsProps, "draft" | "set" | "errors"> & {
  prompt: string;
  className?: string;
};

export function WhatText({ draft, set, errors, prompt, className }: WhatTextProps) {
  return (
    <TextArea
      label="What changes"
      className={className}
      hint="Shown under the title to every reviewer"
      placeholder={prompt}
      required
      value={draft.case.what}
      error={errors["case.what"]}
      onChange={(event) => set({ case: { ...draft.case, what: event.currentTarget.value } })}
    />
  );
}

function versionLabel(
  { number, evaluated }: ReleasableModel["versions"][number],
  live: number | null,
): string {
  const notes = [number === live && "live", !evaluated && "not evaluated"].filter(Boolean);
  return notes.length > 0 ? `v${number}, ${notes.join(", ")}` : `v${number}`;
}
