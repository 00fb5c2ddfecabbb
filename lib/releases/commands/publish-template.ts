import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { asJson } from "#lib/db/json.ts";
import { id, ordinal } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { newPlan } from "#lib/releases/new-plan.ts";
import { lockTemplate, newestTemplate } from "#lib/releases/rows/templates.ts";
import { mayPublish, templateContent, templateSaid } from "#lib/releases/template.ts";
import { templateStream } from "#lib/releases/template-events.ts";

/**
 * Publishes a template of releases, or the next version of one. A version never changes: releases made from an earlier one
 * keep what that locked. Nobody signs a template, since whoever signs a release signs the plan itself.
 */
export const publishTemplate = defineCommand({
  name: "publish-template",
  permission: "template:publish",
  summary: "Publish a template of releases, or its next version",
  input: z.strictObject({
    /** Left out for a new one. */
    template: id.optional(),
    /** The version that the next one follows; left out for a new template. */
    basedOn: ordinal.optional(),
    content: templateContent.extend({ plan: newPlan }),
  }),
  output: z.object({ template: z.string(), version: z.number(), digest: z.string() }),

  async load(tx, { template }, { caller }) {
    if (caller.kind !== "person")
      return refuse("forbidden", "person-only", "Only a person can publish a template.");
    if (template) await lockTemplate(tx, template);
    return ok({ newest: template ? await newestTemplate(tx, template) : null });
  },

  decide({ newest }, { template: asked, basedOn, content }, { caller, newId }) {
    const next = mayPublish(newest, asked === undefined ? undefined : (basedOn ?? 0));
    if (!next.ok) return next;
    const template = newest?.id ?? newId();
    const [version, said] = [next.value, templateSaid(content)];
    const { digest } = said;
    if (newest?.digest === digest)
      return refuse("illegal", "nothing-changed", "This changes nothing of the template.");
    return ok([
      eventOf(
        "template.published",
        {
          stream: templateStream(caller.workspaceId),
          targets: [{ type: "template", id: template, digest }],
          data: { template, version, ...said },
          details: { title: content.title },
        },
        { template, version, digest, content },
      ),
    ]);
  },

  async record(tx, [published], _facts, { caller, now }) {
    const { template, version, digest, content } = published!;
    await tx.templateVersion.create({
      data: {
        templateId: template,
        version,
        workspaceId: caller.workspaceId,
        content: asJson(content),
        digest,
        publishedById: caller.id,
        publishedByName: caller.name,
        publishedAt: now,
      },
    });
    return { template, version, digest };
  },
});
