import type { TemplateVersion } from "#generated/prisma/client.ts";
import type { Tx } from "#lib/db/client.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import type { Plan } from "#lib/releases/plan.ts";
import type { ReleaseSections } from "#lib/releases/sections.ts";
import {
  keepsLocked,
  mayMakeFrom,
  type Template,
  type TemplateReference,
  templateContent,
} from "#lib/releases/template.ts";
import type { MadeFromView } from "#lib/releases/views/template-list.ts";

export type KeptTemplate = Template & { readonly publishedBy: string; readonly publishedAt: Date };

export const templateOf = (row: TemplateVersion): KeptTemplate => ({
  id: row.templateId,
  version: row.version,
  digest: row.digest,
  content: templateContent.parse(row.content),
  publishedBy: row.publishedByName,
  publishedAt: row.publishedAt,
});

/** Publishing the next version of a template takes turns. */
export const lockTemplate = (tx: Tx, template: string): Promise<unknown> =>
  tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`template ${template}`}, 3))`;

/** The newest version of one. */
export async function newestTemplate(tx: Tx, templateId: string): Promise<KeptTemplate | null> {
  const row = await tx.templateVersion.findFirst({ where: { templateId }, orderBy: { version: "desc" } });
  return row && templateOf(row);
}

/** Every version of every template, the newest first, by template in the order in which they were first published. */
export async function templatesHere(tx: Tx): Promise<KeptTemplate[][]> {
  const rows = await tx.templateVersion.findMany({ orderBy: [{ templateId: "asc" }, { version: "desc" }] });
  return [...Map.groupBy(rows.map(templateOf), ({ id }) => id).values()];
}

/** Whether a release can be made from this template now; without one it is made from none. */
export const madeFrom = async (
  tx: Tx,
  template: TemplateReference | undefined,
): Promise<Result<null, Refusal>> =>
  template ? mayMakeFrom(await newestTemplate(tx, template.id), template) : ok(null);

type Made = { readonly template?: TemplateReference | undefined; readonly plan: Plan };

/** What the target of a release says of its template, whose locked fields its plan keeps. */
export async function templateNamed(
  tx: Tx,
  { template, plan }: Made,
): Promise<Result<Pick<ReleaseSections["target"], "template">, Refusal>> {
  if (!template) return ok({});
  const { id: templateId, version } = template;
  const row = await tx.templateVersion.findUnique({ where: { templateId_version: { templateId, version } } });
  if (!row)
    return refuse("not-found", "template-not-found", "There is no such template here.", {
      field: "template",
    });
  const found = templateOf(row);
  const kept = keepsLocked(found, plan);
  return kept.ok ? ok({ template: { id: templateId, version, digest: found.digest } }) : kept;
}

/** How many releases were made from each template. */
export async function releasesByTemplate(tx: Tx): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.$queryRaw<{ template: string; releases: number }[]>`
    SELECT sections #>> '{target,template,id}' AS template, count(*)::int AS releases FROM release
    WHERE sections #>> '{target,template,id}' IS NOT NULL GROUP BY 1`;
  return new Map(rows.map(({ template, releases }) => [template, releases]));
}

/** The template that a release's target names, as its page shows it. */
export async function templateOfTarget(
  tx: Tx,
  { template }: Pick<ReleaseSections["target"], "template">,
): Promise<MadeFromView | null> {
  if (!template) return null;
  const { id: templateId, version } = template;
  const row = await tx.templateVersion.findUniqueOrThrow({
    where: { templateId_version: { templateId, version } },
  });
  const { title, locked } = templateOf(row).content;
  return { version, title, locked };
}
