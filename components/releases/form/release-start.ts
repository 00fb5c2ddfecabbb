import { canonicalJson } from "#lib/kernel/canonical-json.ts";
import { fillCase, RELEASE_TEMPLATES, type ReleaseTemplate } from "#lib/releases/templates.ts";
import type { ReleasableModel } from "#lib/releases/views/releasable-versions.ts";
import type { ReleaseDraft } from "./release-draft.ts";
import type { Target } from "./release-target.ts";

/** A release being written from a template: what the form holds, and what the template filled in. */
export type ReleaseStart = {
  readonly templateId: string;
  readonly draft: ReleaseDraft;
  readonly filled: Pick<ReleaseDraft, "case" | "plan">;
  /** Rises with each fill, so that fields that hold a text of their own start over. */
  readonly fills: number;
};

/** A form filled from the template that fits its target. */
export function startRelease(models: readonly ReleasableModel[], target: Target): ReleaseStart {
  const template = suitable(models, target);
  const filled = fill(template, models, target);
  return { templateId: template.id, draft: { ...target, ...filled }, filled, fills: 0 };
}

/** Another target: texts and plan follow it unless somebody edited them. */
export function retarget(
  start: ReleaseStart,
  models: readonly ReleasableModel[],
  target: Target,
): ReleaseStart {
  const untouched = canonicalJson(partsOf(start.draft)) === canonicalJson(start.filled);
  if (!untouched) return { ...start, draft: { ...start.draft, ...target } };
  const wasLive = isLive(models, start.draft);
  const template =
    wasLive === isLive(models, target) ? templateOf(start.templateId) : suitable(models, target);
  return refilled(start, template, models, target);
}

/** Another template, chosen by the author: replaces texts and plan. */
export function withTemplate(
  start: ReleaseStart,
  models: readonly ReleasableModel[],
  id: string,
): ReleaseStart {
  const { model, version, pointer } = start.draft;
  return refilled(start, templateOf(id), models, { model, version, pointer });
}

function refilled(
  start: ReleaseStart,
  template: ReleaseTemplate,
  models: readonly ReleasableModel[],
  target: Target,
): ReleaseStart {
  const filled = fill(template, models, target);
  return { templateId: template.id, draft: { ...target, ...filled }, filled, fills: start.fills + 1 };
}

function fill(
  template: ReleaseTemplate,
  models: readonly ReleasableModel[],
  target: Target,
): ReleaseStart["filled"] {
  const model = models.find(({ name }) => name === target.model);
  const live = model?.pointers.find(({ name }) => name === target.pointer)?.live ?? null;
  const description = model?.versions.find(({ number }) => number === target.version)?.description ?? "";
  return { case: fillCase(template, { ...target, live, description }), plan: template.plan };
}

function suitable(models: readonly ReleasableModel[], target: Target): ReleaseTemplate {
  return isLive(models, target) ? RELEASE_TEMPLATES[0] : templateOf("first");
}

const isLive = (models: readonly ReleasableModel[], target: Target): boolean =>
  models
    .find(({ name }) => name === target.model)
    ?.pointers.some(({ name, live }) => name === target.pointer && live !== null) ?? false;

const templateOf = (id: string): ReleaseTemplate =>
  RELEASE_TEMPLATES.find((template) => template.id === id) ?? RELEASE_TEMPLATES[0];

const partsOf = ({ case: texts, plan }: ReleaseDraft) => ({ case: texts, plan });
