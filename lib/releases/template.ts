import { z } from "zod";
import { canonicalJson } from "#lib/kernel/canonical-json.ts";
import { type Digest, digestOfJson } from "#lib/kernel/digest.ts";
import { id, line, ordinal, prose } from "#lib/kernel/fields.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { type Plan, planSchema } from "./plan.ts";

/** The parts of a plan that a template can lock, each with its fields. */
export const PLAN_PARTS = ["stages", "guardrails", "judging"] as const;
export type PlanPart = (typeof PLAN_PARTS)[number];

export const FIELDS_OF_PART: Readonly<Record<PlanPart, readonly (keyof Plan)[]>> = {
  stages: ["stages"],
  guardrails: ["guardrails", "metrics", "task"],
  judging: [
    "alpha",
    "plannedSamples",
    "maturitySeconds",
    "minLabelledPercent",
    "minReceiptsPercent",
    "cohortSeconds",
    "holdoutPercent",
    "consecutiveErrorsMax",
    "slices",
  ],
};

const question = prose(300);

/** What a workspace's template of a release says. Nothing of a version of it ever changes. */
export const templateContent = z.strictObject({
  title: line(60),
  whenToUse: prose(300),
  prompts: z.strictObject({
    what: question,
    why: question,
    benefit: question,
    risk: question,
    wayBack: question,
  }),
  plan: planSchema,
  /** The parts of the plan that no release made from it changes. */
  locked: z
    .array(z.enum(PLAN_PARTS))
    .max(PLAN_PARTS.length)
    .refine((parts) => new Set(parts).size === parts.length, "names a part twice"),
  /** Whether new releases can be made from it. A version that is not offered retires the template. */
  offered: z.boolean(),
});
export type TemplateContent = z.infer<typeof templateContent>;

/** Which template, in which version, a release is made from. */
export const templateReference = z.strictObject({ id, version: ordinal });
export type TemplateReference = z.infer<typeof templateReference>;

/** A reference as a release's target has it, without its digest. */
export const referenceOf = (named: TemplateReference | undefined): TemplateReference | undefined =>
  named && { id: named.id, version: named.version };

export const templateDigest = (content: TemplateContent): Digest => digestOfJson(content);

/** A part of a plan, by its fields. */
export const partDigest = (plan: Plan, part: PlanPart): Digest =>
  digestOfJson(Object.fromEntries(FIELDS_OF_PART[part].map((field) => [field, plan[field] ?? null])));

/** What the log says of a template openly: numbers of a plan are in its digests alone. */
export const templateSaid = (content: TemplateContent) => ({
  digest: templateDigest(content),
  locked: content.locked,
  parts: {
    stages: partDigest(content.plan, "stages"),
    guardrails: partDigest(content.plan, "guardrails"),
    judging: partDigest(content.plan, "judging"),
  } satisfies Record<PlanPart, Digest>,
  offered: content.offered,
});

/** A version of a template as it was published. */
export type Template = {
  readonly id: string;
  readonly version: number;
  readonly digest: string;
  readonly content: TemplateContent;
};

/** The first field of a plan that differs from what the template locks; null where none does. */
export function changedLocked(
  { plan: locked, locked: parts }: Pick<TemplateContent, "plan" | "locked">,
  plan: Plan,
): { readonly part: PlanPart; readonly field: keyof Plan } | null {
  for (const part of parts)
    for (const field of FIELDS_OF_PART[part])
      if (canonicalJson(locked[field] ?? null) !== canonicalJson(plan[field] ?? null)) return { part, field };
  return null;
}

/** A plan keeps what its template locks. */
export function keepsLocked({ content, version }: Template, plan: Plan): Result<null, Refusal> {
  const changed = changedLocked(content, plan);
  if (!changed) return ok(null);
  const { part, field } = changed;
  return refuse(
    "invalid",
    "template-field-locked",
    `The template “${content.title}”, version ${version}, locks the ${part} of the plan, and plan.${field} differs from it.`,
    {
      todo: "Put back what the template says, or make the release from another template.",
      field: `plan.${field}`,
      place: { label: "See the template", href: "/templates" },
    },
  );
}

/** A new release is made from the newest version of a template that is offered. */
export function mayMakeFrom(newest: Template | null, { version }: TemplateReference): Result<null, Refusal> {
  if (!newest)
    return refuse("not-found", "template-not-found", "There is no such template here.", {
      field: "template",
      place: { label: "See the templates", href: "/templates" },
    });
  const { title, offered } = newest.content;
  if (!offered)
    return refuse("gone", "template-retired", `The template “${title}” is not offered any more.`, {
      todo: "Choose another template. What you typed stays.",
      field: "template",
    });
  return newest.version === version
    ? ok(null)
    : refuse("stale", "template-moved", `The template “${title}” has a version ${newest.version} by now.`, {
        todo: "Reload the page to start from that. What you typed stays.",
        field: "template",
      });
}

/** The next version follows the one that its author looked at; a new template follows none. */
export function mayPublish(newest: Template | null, basedOn: number | undefined): Result<number, Refusal> {
  if ((newest?.version ?? undefined) === basedOn) return ok((newest?.version ?? 0) + 1);
  if (!newest) return refuse("not-found", "template-not-found", "There is no such template here.");
  return refuse(
    "stale",
    "template-moved",
    `The template “${newest.content.title}” has a version ${newest.version} by now.`,
    { todo: "Look at it, then publish over it." },
  );
}
