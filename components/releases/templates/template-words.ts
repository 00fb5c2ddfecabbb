import { capital } from "#components/ui/capital.ts";
import { countOf } from "#components/ui/format-number.ts";
import { listed } from "#lib/kernel/listed.ts";
import type { Plan } from "#lib/releases/plan.ts";
import type { PlanPart, TemplateContent } from "#lib/releases/template.ts";
import { ownTemplate, RELEASE_TEMPLATES, type ReleaseTemplate } from "#lib/releases/templates.ts";
import type { TemplateListView, TemplateView } from "#lib/releases/views/template-list.ts";

export const partLabels: Readonly<Record<PlanPart, { readonly name: string; readonly hint: string }>> = {
  stages: { name: "stages", hint: "How far each goes, how long, and by when." },
  guardrails: {
    name: "guardrails",
    hint: "Which metrics are watched, within which margins, and what a failure does.",
  },
  judging: {
    name: "how it is judged",
    hint: "False-alarm rate, samples, label window, hold-out and slices.",
  },
};

/** "Locks the guardrails and how it is judged." */
export const lockedText = ({ locked }: Pick<TemplateContent, "locked">): string =>
  locked.length === 0
    ? "Locks nothing: authors may change all of its plan."
    : `Locks ${listed(locked.map((part) => (part === "judging" ? partLabels[part].name : `the ${partLabels[part].name}`)))}.`;

export const planText = ({ stages, guardrails }: Plan): string =>
  `${countOf(stages.length, "stage")}, ${countOf(guardrails.length, "guardrail")}`;

export const versionText = ({ version, content }: Pick<TemplateView, "version" | "content">): string =>
  content.offered ? `version ${version}` : `retired with version ${version}`;

/** What the form for a new release offers: the workspace's own first. */
export const templatesOffered = ({ items }: Pick<TemplateListView, "items">): ReleaseTemplate[] => [
  ...items
    .filter(({ content }) => content.offered)
    .map((one) => ownTemplate(one.id, one.version, one.content)),
  ...RELEASE_TEMPLATES,
];

/** A template as it is being written, by the one it starts from. */
export type TemplateStart = {
  /** The template whose next version it is; null for a new one. */
  readonly of: { readonly template: string; readonly basedOn: number } | null;
  readonly content: TemplateContent;
};

export function templateStart(items: readonly TemplateView[], id: string | undefined): TemplateStart {
  const found = items.find((one) => one.id === id);
  if (found)
    return {
      of: { template: found.id, basedOn: found.version },
      content: { ...found.content, offered: true },
    };
  const { prompts, plan } = RELEASE_TEMPLATES[0];
  return { of: null, content: { title: "", whenToUse: "", prompts, plan, locked: [], offered: true } };
}

export type PlanChoice = { readonly value: string; readonly label: string; readonly plan: Plan };

/** The plans that a template can take as they are. */
export const planChoices = (items: readonly TemplateView[]): PlanChoice[] => [
  ...items.map(({ id, content, version }) => ({
    value: id,
    label: `${content.title}, version ${version}`,
    plan: content.plan,
  })),
  ...RELEASE_TEMPLATES.map(({ id, title, plan }) => ({ value: id, label: title, plan })),
];

export const PROMPT_LABELS = {
  what: "What changes",
  why: "Why now",
  benefit: "Benefit",
  risk: "Risk",
  wayBack: "Way back",
} as const;

export const promptLabel = (name: keyof typeof PROMPT_LABELS): string =>
  `Question for “${capital(PROMPT_LABELS[name])}”`;
