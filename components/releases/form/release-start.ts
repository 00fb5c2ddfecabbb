import { canonicalJson } from "#lib/kernel/canonical-json.ts";
import type { ReleaseCase } from "#lib/releases/case.ts";
import type { Plan } from "#lib/releases/plan.ts";
import { BLANK_CASE, RELEASE_TEMPLATES, type ReleaseTemplate, relocked } from "#lib/releases/templates.ts";
import type { ReleasableModel } from "#lib/releases/views/releasable-versions.ts";
import { guardrailCriteria } from "./guardrail-criteria.ts";
import type { ReleaseDraft } from "./release-draft.ts";
import type { Target } from "./release-target.ts";

/** A release being written: the template that prompts for it, and what the form holds. */
export type ReleaseStart = { readonly templateId: string; readonly draft: ReleaseDraft };

type Models = readonly ReleasableModel[];
type Templates = readonly ReleaseTemplate[];

/** The form before anything is typed, with the plan that fits its target. */
export function startRelease(models: Models, target: Target): ReleaseStart {
  const { id, plan } = suitable(models, target);
  const texts = { ...BLANK_CASE, ...known(models, target, plan) };
  return { templateId: id, draft: { ...target, case: texts, plan } };
}

/** Another target: what was typed stays. An untouched plan becomes the one that fits. */
export function retarget(
  start: ReleaseStart,
  models: Models,
  target: Target,
  templates: Templates = RELEASE_TEMPLATES,
): ReleaseStart {
  const { plan } = start.draft;
  const stays =
    isLive(models, start.draft) === isLive(models, target) ||
    !same(plan, templateOf(start.templateId, templates).plan);
  if (stays) return { ...start, draft: following(start.draft, models, target, plan) };
  const template = suitable(models, target);
  return {
    templateId: template.id,
    draft: following({ ...start.draft, template: undefined }, models, target, template.plan),
  };
}

/** A draft that was kept, by the templates there are now: a newer version of its own is taken, one that is gone is left. */
export function restored(kept: ReleaseStart, templates: Templates): ReleaseStart {
  const { template: named, plan } = kept.draft;
  if (!named) return kept;
  const template = templates.find(({ own }) => own?.id === named.id);
  if (!template?.own)
    return { templateId: RELEASE_TEMPLATES[0].id, draft: { ...kept.draft, template: undefined } };
  const { id, version } = template.own;
  return { ...kept, draft: { ...kept.draft, template: { id, version }, plan: relocked(template, plan) } };
}

/** Another template, chosen by the author: its plan and its prompts. What was typed stays. */
export function withTemplate(
  start: ReleaseStart,
  models: Models,
  templateId: string,
  templates: Templates = RELEASE_TEMPLATES,
): ReleaseStart {
  const { plan, own } = templateOf(templateId, templates);
  const template = own && { id: own.id, version: own.version };
  return { templateId, draft: following({ ...start.draft, template }, models, start.draft, plan) };
}

/** Another plan, by the author's hand. */
export const withPlan = (start: ReleaseStart, models: Models, plan: Plan): ReleaseStart => ({
  ...start,
  draft: following(start.draft, models, start.draft, plan),
});

export const templateOf = (id: string, templates: Templates = RELEASE_TEMPLATES): ReleaseTemplate =>
  templates.find((template) => template.id === id) ?? RELEASE_TEMPLATES[0];

/** The envelope in force for standard changes of the target's pointer. */
export const envelopeOf = (
  models: Models,
  { model, pointer }: Pick<Target, "model" | "pointer">,
): number | undefined =>
  models.find(({ name }) => name === model)?.pointers.find(({ name }) => name === pointer)?.envelope;

/** A change class with the envelope that a standard change names; none is left of another class. */
export const classOf = (
  changeClass: string | undefined,
  envelope: number | undefined,
): Pick<ReleaseDraft, "changeClass" | "envelope"> =>
  changeClass === "standard" && envelope !== undefined
    ? { changeClass, envelope }
    : { changeClass: changeClass === "emergency" ? changeClass : "normal", envelope: undefined };

/** The version live on the target's pointer. */
export const liveOn = (models: Models, { model, pointer }: Target): number | null =>
  models.find(({ name }) => name === model)?.pointers.find(({ name }) => name === pointer)?.live ?? null;

type Known = Pick<ReleaseCase, "what" | "acceptance" | "rollback">;

/** What is known without asking the author: the version's own description, and what the guardrails decide. */
function known(models: Models, target: Target, plan: Plan): Known {
  const model = models.find(({ name }) => name === target.model);
  const version = model?.versions.find(({ number }) => number === target.version);
  return { what: version?.description ?? "", ...guardrailCriteria(plan, liveOn(models, target)) };
}

/** The draft for another target or plan. Texts that say what was known follow; those the author wrote stay. */
function following(draft: ReleaseDraft, models: Models, target: Target, plan: Plan): ReleaseDraft {
  const before = known(models, draft, draft.plan);
  const after = known(models, target, plan);
  const follow = <Field extends keyof Known>(field: Field): Known[Field] =>
    same(draft.case[field], before[field]) ? after[field] : draft.case[field];
  const { model, version, pointer } = target;
  return {
    model,
    version,
    pointer,
    ...(draft.template ? { template: draft.template } : {}),
    ...(draft.changeClass ? classOf(draft.changeClass, envelopeOf(models, target)) : {}),
    case: {
      ...draft.case,
      what: follow("what"),
      acceptance: follow("acceptance"),
      rollback: follow("rollback"),
    },
    plan,
  };
}

const suitable = (models: Models, target: Target): ReleaseTemplate =>
  isLive(models, target) ? RELEASE_TEMPLATES[0] : templateOf("first");

const isLive = (models: Models, target: Target): boolean => liveOn(models, target) !== null;

const same = (one: unknown, other: unknown): boolean => canonicalJson(one) === canonicalJson(other);
