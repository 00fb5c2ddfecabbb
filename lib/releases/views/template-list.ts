import { z } from "zod";
import { PLAN_PARTS, templateContent } from "#lib/releases/template.ts";

/** The template of a release, and what it locks of the plan. */
export const madeFromView = z.object({
  version: z.number(),
  title: z.string(),
  locked: z.array(z.enum(PLAN_PARTS)),
});
export type MadeFromView = z.infer<typeof madeFromView>;

const published = z.object({
  version: z.number(),
  digest: z.string(),
  publishedBy: z.string(),
  publishedAt: z.string(),
});

const template = published.extend({
  id: z.string(),
  content: templateContent,
  /** The versions before it, the newest first. */
  earlier: z.array(published),
  /** How many releases were made from any version of it. */
  releases: z.number(),
});
export type TemplateView = z.infer<typeof template>;

/** The templates of a workspace, each in its newest version. */
export const templateListView = z.object({
  items: z.array(template),
  whyNotPublish: z.string().nullable(),
});
export type TemplateListView = z.infer<typeof templateListView>;
