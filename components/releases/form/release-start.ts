import { canonicalJson } from "#lib/kernel/canonical-json.ts";
import { fillCase, RELEASE_TEMPLATES, type ReleaseTemplate } from "#lib/releases/templates.ts";
import type { ModelChoice, ReleaseDraft } from "./release-draft.ts";

export type Target = Pick<ReleaseDraft, "model" | "version" | "pointer">;

/** A release being written from a template: what stands in the form, and what the template had put there. */
export type ReleaseStart = {
  readonly templateId: string;
  readonly draft: ReleaseDraft;
  readonly filled: Pick<ReleaseDraft, "case" | "plan">;
  /** Rises whenever the form was filled anew, so that fields with a text of their own begin again. */
  readonly fills: number;
};

/** A form filled for a target, from the template that suits it. */
export function startRelease(models: readonly ModelChoice[], target: Target): ReleaseStart {
  const template = suitable(models, target);
  const filled = fill(template, models, target);
  return { templateId: template.id, draft: { ...target, ...filled }, filled, fills: 0 };
}

/** Another target: texts and plan follow it as long as nobody changed them; what was typed stays. */
export function retarget(start: ReleaseStart, models: readonly ModelChoice[], target: Target): ReleaseStart {
  const untouched = canonicalJson(partsOf(start.draft)) === canonicalJson(start.filled);
  if (!untouched) return { ...start, draft: { ...start.draft, ...target } };
  const wasLive = isLive(models, start.draft);
  const template =
    wasLive === isLive(models, target) ? templateOf(start.templateId) : suitable(models, target);
  return filledAnew(start, template, models, target);
}

/** Another template, asked for by hand: it replaces texts and plan. */
export function withTemplate(start: ReleaseStart, models: readonly ModelChoice[], id: string): ReleaseStart {
  const { model, version, pointer } = start.draft;
  return filledAnew(start, templateOf(id), models, { model, version, pointer });
}

/** The first version and pointer of a model, or those asked for where there are such. */
export function targetIn(models: readonly ModelChoice[], wanted: Partial<Target>): Target | null {
  const model = models.find(({ name }) => name === wanted.model) ?? models[0];
  if (!model) return null;
  const version = model.versions.find(({ number }) => number === wanted.version) ?? model.versions[0];
  const pointer = model.pointers.find(({ name }) => name === wanted.pointer) ?? model.pointers[0];
  return { model: model.name, version: version?.number ?? 0, pointer: pointer?.name ?? "" };
}

function filledAnew(
  start: ReleaseStart,
  template: ReleaseTemplate,
  models: readonly ModelChoice[],
  target: Target,
): ReleaseStart {
  const filled = fill(template, models, target);
  return { templateId: template.id, draft: { ...target, ...filled }, filled, fills: start.fills + 1 };
}

function fill(
  template: ReleaseTemplate,
  models: readonly ModelChoice[],
  target: Target,
): ReleaseStart["filled"] {
  const model = models.find(({ name }) => name === target.model);
  const live = model?.pointers.find(({ name }) => name === target.pointer)?.live ?? null;
  const description = model?.versions.find(({ number }) => number === target.version)?.description ?? "";
  return { case: fillCase(template, { ...target, live, description }), plan: template.plan };
}

function suitable(models: readonly ModelChoice[], target: Target): ReleaseTemplate {
  return isLive(models, target) ? RELEASE_TEMPLATES[0] : templateOf("first");
}

const isLive = (models: readonly ModelChoice[], target: Target): boolean =>
  models
    .find(({ name }) => name === target.model)
    ?.pointers.some(({ name, live }) => name === target.pointer && live !== null) ?? false;

const templateOf = (id: string): ReleaseTemplate =>
  RELEASE_TEMPLATES.find((template) => template.id === id) ?? RELEASE_TEMPLATES[0];

const partsOf = ({ case: texts, plan }: ReleaseDraft) => ({ case: texts, plan });
