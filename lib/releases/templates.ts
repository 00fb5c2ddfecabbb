import type { ReleaseCase } from "./case.ts";
import type { Plan } from "./plan.ts";
import { FIELDS_OF_PART, type PlanPart, type TemplateContent, type TemplateReference } from "./template.ts";
import { CAUTIOUS_PLAN, FIRST_PLAN, QUICK_PLAN } from "./template-plans.ts";

/** The texts of a case that are prose, and the question each one answers. */
export type Prompts = Readonly<Record<"what" | "why" | "benefit" | "risk" | "wayBack", string>>;

/** A plan to start from, and questions for the texts. The answers are the author's. */
export type ReleaseTemplate = {
  readonly id: string;
  readonly title: string;
  readonly whenToUse: string;
  readonly prompts: Prompts;
  readonly plan: Plan;
  /** Of a template of the workspace: which version it is, and what it locks. */
  readonly own?: TemplateReference & { readonly locked: readonly PlanPart[] };
};

/** A template of the workspace as forms offer it. */
export const ownTemplate = (id: string, version: number, content: TemplateContent): ReleaseTemplate => ({
  id,
  title: content.title,
  whenToUse: content.whenToUse,
  prompts: content.prompts,
  plan: content.plan,
  own: { id, version, locked: content.locked },
});

/** A plan whose locked parts are those of the template. */
export const relocked = ({ plan: locked, own }: ReleaseTemplate, plan: Plan): Plan => {
  const fields = (own?.locked ?? []).flatMap((part) => FIELDS_OF_PART[part]);
  return { ...plan, ...Object.fromEntries(fields.map((field) => [field, locked[field]])) };
};

const update: Prompts = {
  what: "What is different from the live version, in one or two sentences?",
  why: "What makes this necessary now? Name the finding, incident or request.",
  benefit: "What gets better, for whom, by how much? Which metric will show it?",
  risk: "Who is worse off if this is wrong, and how would it show?",
  wayBack: "How does the live version return, how long does that take, who can do it?",
};

const fix: Prompts = {
  ...update,
  what: "What does this version fix, and how?",
  why: "Which rollback or incident does this follow? What was the cause?",
  risk: "What could the incident have missed? Who is worse off then, and how would it show?",
};

const first: Prompts = {
  what: "What does this model predict, and who uses it?",
  why: "What do people rely on today, and what does that cost?",
  benefit: "What will they be able to do? Which metric will show it?",
  risk: "Who is worse off if it is wrong or followed blindly, and how would it show?",
  wayBack: "How do its users work without it, and who can switch it off?",
};

/** The form offers the first one first. */
export const RELEASE_TEMPLATES: readonly [ReleaseTemplate, ...ReleaseTemplate[]] = [
  {
    id: "staged",
    title: "In five stages",
    whenToUse: "The usual update, with outcomes known within seconds: shadow, then 5, 25, 50 and 100 %.",
    prompts: update,
    plan: QUICK_PLAN,
  },
  {
    id: "cautious",
    title: "Slow: over four days",
    whenToUse:
      "Where outcomes take hours or a mistake is costly: shadow, then 1, 5, 25, 50 and 100 %, hours in each.",
    prompts: update,
    plan: CAUTIOUS_PLAN,
  },
  {
    id: "mended",
    title: "Fix after a rollback",
    whenToUse: "The successor of a version that was rolled back, under the plan that caught it.",
    prompts: fix,
    plan: QUICK_PLAN,
  },
  {
    id: "first",
    title: "First version on a pointer",
    whenToUse: "Nothing is live there yet, so there is nothing to compare with: it serves everyone at once.",
    prompts: first,
    plan: FIRST_PLAN,
  },
];

/** A case before its author has written anything. */
export const BLANK_CASE: ReleaseCase = {
  what: "",
  why: "",
  benefit: "",
  risk: "",
  wayBack: "",
  acceptance: [],
  rollback: [],
  substantialModification: { is: false, because: "" },
};
