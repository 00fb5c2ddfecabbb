import { publishTemplate } from "#lib/releases/commands/publish-template.ts";
import type { Plan } from "#lib/releases/plan.ts";
import type { TemplateContent } from "#lib/releases/template.ts";
import type { Person, TestWorkspace } from "./workspace.ts";
import { worldPlan } from "./world-plan.ts";

/** What a template says whose guardrails nobody changes. */
export const houseTemplate = (more: Partial<TemplateContent> = {}): TemplateContent => ({
  title: "House plan",
  whenToUse: "For every update.",
  prompts: { what: "What?", why: "Why?", benefit: "For whom?", risk: "Who?", wayBack: "How?" },
  plan: worldPlan,
  locked: ["guardrails"],
  offered: true,
  ...more,
});

export const publishedTemplate = async (
  here: TestWorkspace,
  by: Person,
  more: Partial<TemplateContent> = {},
) => {
  const {
    template: id,
    version,
    digest,
  } = await here.make(publishTemplate, { content: houseTemplate(more) }, by);
  return { id, version, digest };
};

/** A plan that watches less, and one that goes slower. */
export const lessWatched: Plan = { ...worldPlan, guardrails: worldPlan.guardrails.slice(0, 1) };
export const slower: Plan = {
  ...worldPlan,
  stages: worldPlan.stages.map((stage) => ({ ...stage, minSeconds: stage.minSeconds + 1 })),
};
